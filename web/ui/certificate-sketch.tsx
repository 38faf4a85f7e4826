import '../styles/sketch.css';

// Where things stand on the paper (R12, R16). The seal on it is the page's one touch of vermilion.
function Bars({ x, y, widths, step = 8 }: { x: number; y: number; widths: number[]; step?: number }) {
  return (
    <>
      {widths.map((width, row) => (
        <rect key={row} x={x} y={y + row * step} width={width} height="2.400" fill="#c3d2e3" />
      ))}
    </>
  );
}

function Disc({ x, y, digit }: { x: number; y: number; digit: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="7" fill="#12335f" />
      <text class="sketch-digit" x={x} y={y + 3.4} font-size="9.500" fill="#fff" text-anchor="middle">
        {digit}
      </text>
    </>
  );
}

const QR_DOTS = [
  [11, 1],
  [13, 3],
  [11, 5],
  [15, 1],
  [12, 8],
  [9, 9],
  [11, 11],
  [14, 10],
  [17, 9],
  [20, 11],
  [1, 10],
  [4, 9],
  [6, 11],
  [9, 13],
  [12, 14],
  [15, 13],
  [18, 15],
  [20, 14],
  [9, 17],
  [11, 19],
  [14, 18],
  [17, 20],
  [20, 18],
  [16, 16],
  [22, 22],
  [19, 22],
  [10, 22],
  [13, 22],
] as const;

export function CertificateSketch({ label }: { label: string }) {
  return (
    <svg class="sketch" viewBox="0 0 297 210" role="img" aria-label={label}>
      <rect width="297" height="210" fill="#eaf2fa" />
      <path d="M6.500 6.500h284v197h-284z" fill="none" stroke="#1b4a8a" stroke-width="3" />
      <path d="M12 18h6v-6h261v6h6v174h-6v6H18v-6h-6z" fill="none" stroke="#5d83b5" stroke-width="1" />
      <text x="88" y="48" font-size="15.500" font-weight="600" fill="#12335f" text-anchor="middle" letter-spacing="1">
        职业技能等级证书
      </text>
      <rect x="44" y="56" width="88" height="2" fill="#9db4d0" />
      <Bars x={32} y={74} widths={[112, 106, 60]} />
      <Bars x={32} y={102} widths={[98, 110, 74]} step={6} />
      <rect x="212" y="28" width="40" height="52" fill="#fff" stroke="#8fa9c8" stroke-width="1" />
      <circle cx="232" cy="48" r="8.500" fill="#d3dfec" />
      <path d="M218 79c1-13 6-18 14-18s13 5 14 18z" fill="#d3dfec" />
      {[96, 110, 124, 138, 152, 166].map((y) => (
        <rect key={y} x="180" y={y} width="22" height="2.400" fill="#9db4d0" />
      ))}
      <rect x="207" y="93" width="30" height="8" fill="#c9d9ec" />
      <rect x="207" y="110" width="26" height="2.400" fill="#c3d2e3" />
      <rect x="207" y="121" width="56" height="8" fill="#c9d9ec" />
      <Bars x={207} y={138} widths={[38, 34]} step={14} />
      <rect x="207" y="163" width="66" height="8" fill="#c9d9ec" />
      <g transform="translate(32 134)" fill="#16212d">
        <path d="M0 0h40v40H0z" fill="#fff" />
        <g transform="translate(4 4) scale(1.333)">
          <path d="M0 0h7v7H0zM1 1v5h5V1zM2 2h3v3H2z" fill-rule="evenodd" />
          <path d="M17 0h7v7h-7zM18 1v5h5V1zM19 2h3v3h-3z" fill-rule="evenodd" />
          <path d="M0 17h7v7H0zM1 18v5h5v-5zM2 19h3v3H2z" fill-rule="evenodd" />
          {QR_DOTS.map(([x, y]) => (
            <path key={`${x} ${y}`} d={`M${x} ${y}h2v1h-1v1h-1z`} />
          ))}
        </g>
      </g>
      <Bars x={32} y={182} widths={[96]} />
      <g fill="none" stroke="#c73a22">
        <circle cx="120" cy="154" r="21" stroke-width="1.600" />
        <path d="M106.500 147.500a15.500 15.500 0 0 1 27 0" stroke-width="4" stroke-dasharray="3 1.600" />
        <path d="M108 165h24" stroke-width="3.500" stroke-dasharray="3 1.400" />
      </g>
      <Disc x={72} y={134} digit={1} />
      <Disc x={244} y={97} digit={2} />
      <Disc x={270} y={125} digit={3} />
      <Disc x={272} y={155} digit={4} />
    </svg>
  );
}

// Drawn for this service on a 24 grid; they never stand alone, a word is always beside them.
import type { ComponentChildren } from 'preact';

function Icon({ children, className = 'icon' }: { children: ComponentChildren; className?: string }) {
  return (
    <svg class={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const ScanIcon = () => (
  <Icon>
    <path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5" />
    <path d="M7.500 7.500h3v3h-3zM13.500 7.500h3v3h-3zM7.500 13.500h3v3h-3zM13.500 13.500h.01M16.500 16.500h.01M16.500 13.500h.01M13.500 16.500h.01" />
  </Icon>
);
export const TypeIcon = () => (
  <Icon>
    <path d="M3 5.500h18v13H3z" />
    <path d="M6.500 10h7M6.500 14h4" />
    <path d="M17 8.500v7" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="10.500" cy="10.500" r="6.500" />
    <path d="m15.500 15.500 5 5" />
  </Icon>
);
export const PrintIcon = () => (
  <Icon>
    <path d="M7 8V3h10v5M7 17H3.500V8.500h17V17H17M7 13.500h10V21H7z" />
  </Icon>
);

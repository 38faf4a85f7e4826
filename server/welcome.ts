// What a newcomer sees after `npm start`: the address, and things to try that really work.
import { formatCheckCode } from '../domain/check-code.ts';
import type { Config, DemoListing } from './deps.ts';

interface Output {
  write(text: string): unknown;
}

export function writeWelcome(output: Output, { origin }: Pick<Config, 'origin'>, { people }: DemoListing): void {
  const found = people.flatMap((person) =>
    person.certificates.filter(({ standing }) => standing === 'valid').map((certificate) => ({ person, certificate })),
  )[0];
  const lines = [
    '',
    `  证验 Zhengyan is ready: ${origin}`,
    '',
    '  Synthetic demo data; to try (演示数据，可试):',
    ...(found ? things(origin, found.person, found.certificate) : []),
    `  - All demo people and certificates: ${origin}/api/demo`,
    `  - The API, described: ${origin}/api/docs`,
    '',
    '  Ctrl+C stops it; the data stays.',
    '',
    '',
  ];
  output.write(lines.join('\n'));
}

type Person = DemoListing['people'][number];

function things(
  origin: string,
  person: Person,
  { certificateNumber, qrText, checkCode }: Person['certificates'][number],
): string[] {
  const body = JSON.stringify({ certificateNumber, name: person.name });
  return [
    `  - Look up (查询): number ${certificateNumber}, name ${person.name}; ID number ${person.idNumber}`,
    `    curl -s ${origin}/api/lookups -H 'Content-Type: application/json' -d '${body}'`,
    ...(qrText === null ? [] : [`  - What its QR code says (二维码内容): ${qrText}`]),
    ...(checkCode === null ? [] : [`    and the check code printed beside it (校验码): ${formatCheckCode(checkCode)}`]),
  ];
}

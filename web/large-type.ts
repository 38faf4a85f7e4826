// The large-type mode (D14). All lengths of the style sheet are in rem, so one class on the root enlarges everything in proportion.
import { signal } from '@preact/signals';
import { keepPreference, keptPreference } from './preferences.ts';

export const largeType = signal(false);

export function setLargeType(on: boolean): void {
  largeType.value = on;
  document.documentElement.classList.toggle('large-type', on);
  keepPreference('type', on ? 'large' : 'normal');
}

export function restoreLargeType(): void {
  if (keptPreference('type') === 'large') setLargeType(true);
}

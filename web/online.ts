// Whether the browser believes to have a network. False is certain; true is only a hope, so requests still handle failure.
import { signal } from '@preact/signals';

export const online = signal(navigator.onLine);
addEventListener('online', () => {
  online.value = true;
});
addEventListener('offline', () => {
  online.value = false;
});

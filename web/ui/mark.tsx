/** The certificate in miniature: blue frame and a tick. */
export const Mark = () => (
  <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false" fill="none">
    <path stroke="currentColor" stroke-width="2.500" d="M2.250 2.250h35.500v35.500H2.250z" />
    <path stroke="currentColor" stroke-width="1" d="M6.500 10.500h4v-4h19v4h4v19h-4v4h-19v-4h-4z" />
    <path stroke="currentColor" stroke-width="3.750" d="m12.500 20.500 5.500 5.500 10-12" />
  </svg>
);

/** The product's sign: three lines of a ledger. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
    <rect width="16" height="16" rx="3" fill="#1f5f8b" />
    <path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" strokeWidth="1.6" />
  </svg>
)

/** The product's mark: three rods of an abacus. Drawn in the colour of the text beside it. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
      <rect x="3" y="3.5" width="18" height="17" rx="2.5" />
      <path d="M3 9h18M8 3.5v17M12 3.5v17M16 3.5v17" strokeWidth="1.1" />
      <g fill="currentColor" stroke="none">
        <ellipse cx="8" cy="6.4" rx="1.7" ry="1.2" />
        <ellipse cx="12" cy="7.6" rx="1.7" ry="1.2" />
        <ellipse cx="16" cy="6.4" rx="1.7" ry="1.2" />
        <ellipse cx="8" cy="12.2" rx="1.7" ry="1.2" />
        <ellipse cx="8" cy="18.4" rx="1.7" ry="1.2" />
        <ellipse cx="12" cy="15.6" rx="1.7" ry="1.2" />
        <ellipse cx="12" cy="18.4" rx="1.7" ry="1.2" />
        <ellipse cx="16" cy="11.4" rx="1.7" ry="1.2" />
        <ellipse cx="16" cy="14.2" rx="1.7" ry="1.2" />
      </g>
    </svg>
  );
}

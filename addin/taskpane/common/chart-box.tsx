import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  /** What the chart shows, for those who do not see it; its figures stand in a table as well. */
  label: string;
  height: number;
  children: (width: number) => ReactNode;
}

/** Gives a chart the width of the pane, and a new one when the pane is resized. */
export function ChartBox({ label, height, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} role="group" aria-label={label} style={{ height, overflow: 'hidden' }}>
      {width > 0 ? children(width) : null}
    </div>
  );
}

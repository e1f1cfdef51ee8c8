/** Does a box hold more than it shows from left to right? */
import { useCallback, useState } from 'react'

/** A ref for the box, and whether it must be scrolled sideways as it is now. */
export function useOverflow(): readonly [ref: (box: HTMLElement | null) => (() => void) | undefined, overflows: boolean] {
  const [overflows, setOverflows] = useState(false)
  const ref = useCallback((box: HTMLElement | null) => {
    if (!box) return undefined
    const look = () => setOverflows(box.scrollWidth > box.clientWidth + 1)
    const observer = new ResizeObserver(look)
    observer.observe(box)
    for (const each of box.children) observer.observe(each)
    return () => observer.disconnect()
  }, [])
  return [ref, overflows]
}

/** Follows a pointer from where it went down until it is let go. */
import type { PointerEvent } from 'react'

/** `move` hears where the pointer is and how far it has come, in pixels; `end` once it is let go. */
export function followPointer(
  event: PointerEvent<HTMLElement>,
  move: (at: globalThis.PointerEvent, right: number, down: number) => void,
  end?: () => void,
): void {
  event.preventDefault()
  const { clientX, clientY, pointerId, currentTarget: held } = event
  held.setPointerCapture(pointerId)
  const follow = (at: globalThis.PointerEvent) => move(at, at.clientX - clientX, at.clientY - clientY)
  const release = () => {
    held.removeEventListener('pointermove', follow)
    end?.()
  }
  held.addEventListener('pointermove', follow)
  held.addEventListener('lostpointercapture', release, { once: true })
}

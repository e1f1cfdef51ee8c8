/** The window is called after the page in it: what its heading says, so that tabs, the history and bookmarks can be told apart (WCAG 2.4.2). */
import { type RefObject, useEffect } from 'react'
import { useSay } from '../language/say.ts'

export function usePageTitle(main: RefObject<HTMLElement | null>): void {
  const product = useSay()(['台账', 'Taizhang'])
  useEffect(() => {
    const page = main.current
    if (!page) return
    const follow = () => {
      const heading = page.querySelector('h1')?.textContent?.trim()
      const title = heading ? `${heading} · ${product}` : product
      if (document.title !== title) document.title = title
    }
    follow()
    const observer = new MutationObserver(follow)
    observer.observe(page, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      // Whoever signed out leaves no customer's name in the window.
      document.title = product
    }
  }, [main, product])
}

import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useEffect, useState } from 'react'
import { palette, paletteStore } from './palette.ts'

const load = () => import('./command-palette.tsx').then((file) => ({ default: file.CommandPalette }))
const CommandPalette = lazy(load)

/** Opens the palette on ⌘K, in fields too. It loads once the page has settled, or when it is first wanted. */
export function PalettePlace() {
  const { opened } = useSpotlight(paletteStore)
  const [isWanted, setWanted] = useState(opened)
  if (opened && !isWanted) setWanted(true)
  useHotkeys([['mod+K', palette.toggle]], [])
  useEffect(() => {
    const timer = setTimeout(() => {
      // Offline it loads with the first ⌘K instead.
      load().then(
        () => setWanted(true),
        () => undefined,
      )
    }, 1500)
    return () => clearTimeout(timer)
  }, [])
  return <Suspense>{isWanted && <CommandPalette />}</Suspense>
}

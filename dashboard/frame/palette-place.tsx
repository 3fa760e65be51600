import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useState } from 'react'
import { palette, paletteStore } from './palette.ts'

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((file) => ({ default: file.CommandPalette })),
)

/** Opens the palette on ⌘K, in fields too; loads it when it is first wanted. */
export function PalettePlace() {
  const { opened } = useSpotlight(paletteStore)
  const [isWanted, setWanted] = useState(opened)
  if (opened && !isWanted) setWanted(true)
  useHotkeys([['mod+K', palette.toggle]], [])
  return <Suspense>{isWanted && <CommandPalette />}</Suspense>
}

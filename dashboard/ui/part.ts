import { lazyRouteComponent } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A part of a page in a chunk of its own. `preload()` fetches it before it shows; then it shows without a gap. */
export const part = <Part extends (props: never) => ReactNode>(load: () => Promise<Part>) =>
  lazyRouteComponent(async () => ({ default: await load() }))

import { createSpotlight } from '@mantine/spotlight'

const [store, acts] = createSpotlight()

/** Whether the palette is open, and its query. */
export const paletteStore = store

/** Opens, closes and toggles the palette from anywhere. */
export const palette = acts

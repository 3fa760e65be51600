/** Colours for projects and tags to choose from; any other can be typed. */
export const LABEL_COLORS = [
  '#0f766e',
  '#2b6cb0',
  '#6b46c1',
  '#b83280',
  '#c53030',
  '#c05621',
  '#b7791f',
  '#2f855a',
  '#4a5568',
]

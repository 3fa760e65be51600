import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

const guild: MantineColorsTuple = [
  '#effaf7',
  '#d3f2ea',
  '#a8e4d6',
  '#74cfbd',
  '#43b3a0',
  '#259886',
  '#14867a',
  '#0f766e',
  '#0d5f59',
  '#0b4d48',
]

/** Warm greys: ink on paper. */
const stone: MantineColorsTuple = [
  '#fbf9f5',
  '#f4f1ea',
  '#e9e4da',
  '#d9d3c7',
  '#b9b2a5',
  '#8b8479',
  '#6a645b',
  '#4f4a43',
  '#332f2a',
  '#1d1b18',
]

const night: MantineColorsTuple = [
  '#ece8e1',
  '#c9c4bb',
  '#a8a299',
  '#858078',
  '#4d4944',
  '#37342f',
  '#2a2824',
  '#1d1b19',
  '#171513',
  '#100f0d',
]

/** Where the chosen colour scheme is kept; public/assets/color-scheme-1.js reads the same key. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'guildhall-color-scheme' })

const close = { 'aria-label': 'Close' }
const overlay = { backgroundOpacity: 0.4, blur: 2 }
const dialogTitle = { fontSize: 17, fontWeight: 650, letterSpacing: '-0.01em' }
const controls = { defaultProps: { size: 'sm' } }

export const theme = createTheme({
  primaryColor: 'guild',
  primaryShade: 7,
  colors: { guild, gray: stone, dark: night },
  white: '#ffffff',
  black: '#1d1b18',
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  defaultRadius: 8,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  fontSizes: { xs: '12px', sm: '13.5px', md: '15px', lg: '17px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '25px', lineHeight: '1.25' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '15.5px', lineHeight: '1.4' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(40 30 15 / 6%)',
    sm: '0 1px 3px rgb(40 30 15 / 8%)',
    md: '0 6px 24px -6px rgb(40 30 15 / 16%)',
    lg: '0 12px 40px -10px rgb(40 30 15 / 22%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: controls,
    PasswordInput: controls,
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 3 } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    Menu: {
      defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', position: 'bottom-end', width: 220 },
    },
    Modal: {
      defaultProps: { centered: true, radius: 12, closeButtonProps: close, overlayProps: overlay },
      styles: { title: dialogTitle },
    },
    Drawer: {
      defaultProps: { closeButtonProps: close, overlayProps: overlay },
      styles: { title: dialogTitle },
    },
    Checkbox: { defaultProps: { radius: 5 } },
    InputWrapper: { styles: { description: { fontSize: 12.5, marginBottom: 3 }, error: { fontSize: 12.5 } } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 280,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Badge: {
      defaultProps: { variant: 'light', radius: 6 },
      styles: { root: { flex: 'none' }, label: { textTransform: 'none', fontWeight: 550 } },
    },
    Paper: { defaultProps: { withBorder: true } },
    Card: { defaultProps: { withBorder: true, padding: 'md' } },
    Notification: { defaultProps: { closeButtonProps: close } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
})

/** Text on its tint keeps 4.5:1 in both schemes; the library's own yellow and red do not. */
const tint = (color: string, background: string, text: string): Record<string, string> => ({
  [`--mantine-color-${color}-light`]: background,
  [`--mantine-color-${color}-light-hover`]: background,
  [`--mantine-color-${color}-light-color`]: text,
})

/** White text on it keeps 4.5:1; the library's own red does not. */
const FILLED_RED = { '--mantine-color-red-filled': '#c42b1c', '--mantine-color-red-filled-hover': '#a82418' }

/** Surfaces and text that differ from the library's own in each scheme. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: { '--guild-ring': '#0f766e' },
  light: {
    '--mantine-color-body': '#fdfcf9',
    '--mantine-color-text': '#1d1b18',
    '--mantine-color-dimmed': '#655f56',
    '--mantine-color-placeholder': '#767067',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': '#f6f3ed',
    '--mantine-color-default-border': '#e2dcd1',
    '--mantine-color-anchor': '#0d6b64',
    '--mantine-color-error': '#b42318',
    '--guild-sidebar': '#f6f3ec',
    '--guild-surface': '#ffffff',
    '--guild-line': '#e9e4da',
    '--guild-hover': '#f0ece3',
    '--guild-selected': '#e7e2d6',
    ...tint('yellow', '#fbf1d3', '#6f4700'),
    ...tint('red', '#fdebe8', '#a1231a'),
    '--mantine-color-red-outline': '#b42318',
    ...tint('guild', '#dcf3ec', '#0b5750'),
    ...tint('gray', '#efebe3', '#4f4a43'),
    ...tint('blue', '#e3eefc', '#1b4f91'),
    ...FILLED_RED,
  },
  dark: {
    '--mantine-color-body': '#141311',
    '--mantine-color-text': '#ece8e1',
    '--mantine-color-dimmed': '#a8a299',
    '--mantine-color-placeholder': '#979289',
    '--mantine-color-default': '#1d1b19',
    '--mantine-color-default-hover': '#262420',
    '--mantine-color-default-border': '#37342f',
    '--mantine-color-anchor': '#5cc5b3',
    '--mantine-color-error': '#ff8f85',
    '--guild-ring': '#43b3a0',
    '--guild-sidebar': '#0f0e0c',
    '--guild-surface': '#1a1816',
    '--guild-line': '#2a2824',
    '--guild-hover': '#211f1c',
    '--guild-selected': '#2a2824',
    ...tint('yellow', '#2f260b', '#f2cf73'),
    ...tint('red', '#3a1815', '#ffb0a8'),
    '--mantine-color-red-outline': '#ff8f85',
    ...tint('guild', '#0f3430', '#93decd'),
    ...tint('gray', '#2a2824', '#c9c4bb'),
    ...tint('blue', '#152a45', '#a8cbf7'),
    ...FILLED_RED,
  },
})

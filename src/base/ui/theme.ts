import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, rem } from '@mantine/core'

/** 藍, the one accent. White stands on step 7 (light) at 9:1 and on step 5 (dark) at 5:1. */
const ai: MantineColorsTuple = [
  '#eef1f9',
  '#dbe1f1',
  '#b9c4e4',
  '#a3b3e2',
  '#7388c6',
  '#576eb5',
  '#40579f',
  '#2d4288',
  '#233570',
  '#192856',
]

/** Ink in ten dilutions, a little blue, as sumi is. Also the surface of the dark scheme. */
const ink: MantineColorsTuple = [
  '#f6f5f1',
  '#ebeae5',
  '#dcdad4',
  '#c5c4bf',
  '#a2a3a4',
  '#7d8086',
  '#5b5f68',
  '#434751',
  '#2d313a',
  '#1a1d24',
]

const dark: MantineColorsTuple = [
  '#e6e5e1',
  '#c9cacb',
  '#a6a9b0',
  '#7b808b',
  '#484d58',
  '#363b45',
  '#282c35',
  '#1d2028',
  '#171a20',
  '#111318',
]

const sans = "'Noto Sans Variable', 'Noto Sans JP Variable', sans-serif"
const mono =
  "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono', 'Noto Sans Variable', 'Noto Sans JP Variable', monospace"

/** Quiet paper and ink, one accent; red is for TLP:RED and danger alone. */
export const theme = createTheme({
  colors: { ai, gray: ink, dark },
  primaryColor: 'ai',
  primaryShade: { light: 7, dark: 5 },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  // the sizes of body text; captions never fall below 13 px, kanji do not survive it
  fontSizes: { xs: rem(13), sm: rem(14), md: rem(16), lg: rem(18), xl: rem(20) },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.5' },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  defaultRadius: 'sm',
  radius: { sm: rem(4) },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: {
    fontFamily: sans,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: rem(24), lineHeight: '1.4' },
      h2: { fontSize: rem(19), lineHeight: '1.45' },
      h3: { fontSize: rem(16), lineHeight: '1.5' },
    },
  },
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 0 }, centered: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    // inside its landmark, where a screen reader expects it
    Menu: {
      defaultProps: {
        transitionProps: { duration: 0 },
        withinPortal: false,
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, multiline: true, maw: 360 } },
    Select: {
      defaultProps: { comboboxProps: { transitionProps: { duration: 0 } }, checkIconPosition: 'right' },
    },
  },
})

/** Where Mantine's own greys are too pale to read (WCAG 2.2 §1.4.3), ours take their place. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfaf7',
    '--mantine-color-text': '#1a1d24',
    '--mantine-color-dimmed': '#5b5f68',
    '--mantine-color-placeholder': '#6a6e76',
    '--mantine-color-error': '#b3141c',
    '--mantine-color-default-border': '#c5c4bf',
    '--mantine-color-anchor': '#2d4288',
    '--paper': '#ffffff',
    '--line': '#dcdad4',
    '--accent': '#2d4288',
    '--accent-wash': '#eef1f9',
    '--danger': '#b3141c',
    '--danger-wash': '#fdf0ef',
    '--caution-wash': '#fbf4e2',
    '--caution-line': '#c79a2b',
  },
  dark: {
    '--mantine-color-body': '#171a20',
    '--mantine-color-text': '#e6e5e1',
    '--mantine-color-dimmed': '#a6a9b0',
    '--mantine-color-placeholder': '#9a9da5',
    '--mantine-color-error': '#ff8f86',
    '--mantine-color-default-border': '#484d58',
    '--mantine-color-anchor': '#a3b3e2',
    '--paper': '#1d2028',
    '--line': '#363b45',
    '--accent': '#a3b3e2',
    '--accent-wash': '#232a40',
    '--danger': '#ff8f86',
    '--danger-wash': '#3a1f20',
    '--caution-wash': '#352d19',
    '--caution-line': '#c79a2b',
  },
})

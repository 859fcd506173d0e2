/** Mantine's share of the look: scales, type, sizes and defaults of components. Tokens of our own are in `tokens.css`. */
import {
  ActionIcon,
  Button,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  Popover,
  Select,
  TextInput,
  Tooltip,
} from '@mantine/core';

const lagoon: MantineColorsTuple = [
  '#e2f7f2',
  '#c6ece3',
  '#98dacb',
  '#67c8b3',
  '#41b8a0',
  '#23a68d',
  '#0e917a',
  '#077564',
  '#065f52',
  '#04473d',
];
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef1f4',
  '#e2e7ec',
  '#d2d9e0',
  '#b7c1cb',
  '#8f9ba8',
  '#5f6c7a',
  '#45515f',
  '#2f3945',
  '#19212b',
];
const dark: MantineColorsTuple = [
  '#e3e8ee',
  '#bcc6d1',
  '#9aa6b4',
  '#6a7786',
  '#323d4b',
  '#283240',
  '#1e2631',
  '#161c25',
  '#10151c',
  '#0b0f14',
];

const PRIMARY = 'lagoon';

const small = { defaultProps: { size: 'xs' } } as const;
/** Menus and tips stand in a landmark of the page, not beside all of them: see the top bar. */
const popup = { portalProps: { target: '#popups' } } as const;
const reveal = { transitionProps: { duration: 110, transition: 'fade' } } as const;

export const theme = createTheme({
  colors: { lagoon, gray, dark },
  primaryColor: PRIMARY,
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  // Mantine itself looks at the light shade alone: on the dark one its white letters would be too pale.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input);
    const isPrimary = (input.color ?? PRIMARY) === PRIMARY && input.autoContrast !== false;
    return input.variant === 'filled' && isPrimary
      ? { ...colors, color: 'var(--mantine-primary-color-contrast)' }
      : colors;
  },
  luminanceThreshold: 0.36,
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    // Chinese takes the first of the later ones that the system has; sans-serif alone may be a serif or a Japanese font.
    "Inter, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: { fontWeight: '650' },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Button: Button.extend(small),
    TextInput: TextInput.extend(small),
    NumberInput: NumberInput.extend(small),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: reveal } }),
    Tooltip: Tooltip.extend({
      // As wide as its text up to where it has to wrap, however narrow what it belongs to is.
      defaultProps: { openDelay: 350, withArrow: true, w: 'max-content', ...popup, ...reveal },
    }),
    Menu: Menu.extend({
      // The focus goes to the menu itself: a placeholder in it would be a child that menus may not have.
      defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, ...reveal },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', ...popup, ...reveal } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 120, transition: 'fade' },
        // The page has one banner.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
});

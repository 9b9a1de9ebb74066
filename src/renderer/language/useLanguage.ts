import { useTranslation } from 'react-i18next'

/**
 * The language in force. A component that is remembered (`memo`) calls it, so that it is drawn anew in another one;
 * the others are drawn with the window.
 */
export const useLanguage = (): string => useTranslation().i18n.language

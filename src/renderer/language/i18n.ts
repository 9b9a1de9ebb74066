import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languages } from './languages'

/** The one catalogue. The English text is the key, so none of its signs may mean anything else. */
i18next.use(initReactI18next)
void i18next.init({
  lng: 'en',
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  pluralSeparator: '\u0000',
  contextSeparator: '\u0000',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  resources: Object.fromEntries(languages.map(({ id, texts }) => [id, { translation: texts }])),
})

export { i18next }

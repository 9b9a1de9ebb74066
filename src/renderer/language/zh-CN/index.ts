export const composedTexts: Readonly<Record<string, string>> = {}
export const simplifiedChinese: Readonly<Record<string, string>> = {}

import { expect, it } from 'vitest'
import { isInPackage, mendPartsText } from './mendParts'

it.each([
  ['/opt/Focal Studio/resources/app.asar/out/main', true],
  ['/opt/Focal Studio/resources/app.asar', true],
  ['C:\\Program Files\\Focal Studio\\resources\\app.asar\\out\\main', true],
  ['/home/me/focal-studio/out/main', false],
  ['/home/me/app.asar.unpacked/out/main', false],
])('knows a package by where its code lies: %s', (folder, isPackaged) => {
  expect(isInPackage(folder)).toBe(isPackaged)
})

it('never sends somebody to npm who has a package', () => {
  expect(mendPartsText(true)).not.toContain('npm')
  expect(mendPartsText(false)).toContain('npm run setup')
})

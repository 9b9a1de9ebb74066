import { expect, test } from 'vitest'
import { controlFile, readWords } from './fpmByDpkg.mjs'

const words = [
  '-s dir --force -t deb -d libgtk-3-0 -d libnss3 --deb-recommends libappindicator3-1 --deb-compression xz',
  '--architecture amd64 --after-install /t/in --after-remove /t/out --version 1.2.3 --package /o/a.deb',
  '--name focal-studio --deb-priority optional',
]
  .join(' ')
  .split(' ')

test('reads what electron-builder says to fpm', () => {
  const asked = readWords([
    ...words,
    '--description',
    'Label pictures\n and train',
    '/build/a=b/=/opt/Focal Studio',
  ])
  expect(asked.files).toEqual([{ from: '/build/a=b/', to: '/opt/Focal Studio' }])
  expect(asked.others).toMatchObject({
    '--package': '/o/a.deb',
    '--after-install': '/t/in',
    '--deb-compression': 'xz',
  })
  expect(controlFile(asked, 2048)).toBe(
    'Architecture: amd64\nVersion: 1.2.3\nPackage: focal-studio\nPriority: optional\nDepends: libgtk-3-0, libnss3\n' +
      'Recommends: libappindicator3-1\nInstalled-Size: 2048\nDescription: Label pictures\n and train\n',
  )
})

test('refuses what it does not know, and other packages than deb', () => {
  expect(() => readWords([...words, '--deb-systemd', 'x'])).toThrow('--deb-systemd')
  expect(() => readWords(['-s', 'dir', '-t', 'rpm'])).toThrow('deb')
})

import { expect, test } from 'vitest'
import { whyNoMount } from './appImage.mjs'

const there = (/** @type {string} */ name) => `/usr/bin/${name}`
const nowhere = () => null
const forAll = () => 0o020666

test('an AppImage is mounted where everyone may use FUSE', () => {
  expect(whyNoMount(there, forAll)).toBeNull()
})

test('an AppImage is unpacked where it cannot be mounted', () => {
  expect(whyNoMount(nowhere, forAll)).toBe('there is no fusermount3 and no fusermount')
  expect(whyNoMount(there, () => 0o020600)).toBe('/dev/fuse is not for everyone')
  const noDevice = () => {
    throw new Error('ENOENT')
  }
  expect(whyNoMount(there, noDevice)).toBe('there is no /dev/fuse')
})

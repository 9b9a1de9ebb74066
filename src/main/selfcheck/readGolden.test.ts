import { expect, test } from 'vitest'
import { parsePythonJson } from './readGolden'

test('NaN and infinities are read as numbers, the same words inside strings stay', () => {
  const text = '{"a": [NaN, -Infinity, Infinity, 1e-3], "b": "NaN \\" Infinity", "NaN": null}'
  expect(parsePythonJson(text, 'x.json')).toEqual({
    a: [Number.NaN, -Infinity, Infinity, 0.001],
    b: 'NaN " Infinity',
    NaN: null,
  })
})

test('text that is no JSON is refused with the name of the file', () => {
  expect(() => parsePythonJson('{"a": [1,}', 'x.json')).toThrow(/x\.json is not JSON/)
})

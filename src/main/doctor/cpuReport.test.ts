import { expect, test } from 'vitest'
import { cpuFeatures, cpuReport } from './cpuReport'

test('reads the instruction sets out of an x86 /proc/cpuinfo', () => {
  const text =
    'processor\t: 0\nmodel name\t: A CPU\nflags\t\t: fpu sse2 fma avx avx2 avx512f amx_tile amx_bf16\n'
  expect(cpuFeatures(text)).toEqual(['AVX2', 'FMA', 'AVX512', 'AMX', 'AMX_BF16'])
})

test('reads an ARM one, whose line has another name', () => {
  expect(cpuFeatures('processor\t: 0\nFeatures\t: fp asimd crc32\n')).toEqual(['NEON'])
})

test('says it does not know where the system does not list them', () => {
  expect(cpuFeatures(null)).toBeNull()
  expect(cpuFeatures('processor : 0\n')).toBeNull()
})

test('names the processor of this machine', () => {
  const { model, cores } = cpuReport()
  expect(model.length).toBeGreaterThan(0)
  expect(cores).toBeGreaterThanOrEqual(1)
})

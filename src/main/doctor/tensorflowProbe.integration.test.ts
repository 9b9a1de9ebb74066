import { expect, test } from 'vitest'
import { probeTensorFlow } from './tensorflowProbe'

const run = (code: string, limitMs?: number) =>
  probeTensorFlow({
    program: process.execPath,
    args: ['-e', code],
    env: { PATH: process.env.PATH },
    ...(limitMs === undefined ? {} : { limitMs }),
  })

test('reads the answer after whatever else was printed, and keeps the lines about the GPU', async () => {
  const answer = { backend: 'tensorflow', version: '2.20.0', isUsingGpu: false }
  const log = '2026-01-02 03:04:05.678901: E external/cuda_platform.cc:51] failed call to cuInit: no device'
  const code = `console.error(${JSON.stringify(log)}); console.error('hello'); console.log('noise'); console.log('${JSON.stringify(answer)}')`
  expect(await run(code)).toEqual({
    ...answer,
    failure: null,
    gpuLog: ['external/cuda_platform.cc:51] failed call to cuInit: no device'],
  })
})

test('survives a crash in native code', async () => {
  expect((await run('process.abort()')).failure).toBe('loading TensorFlow crashed the process (SIGABRT)')
})

test('ends a driver that hangs', async () => {
  expect((await run('setInterval(() => {}, 1000)', 300)).failure).toBe(
    'TensorFlow did not answer within 0.3 s',
  )
})

test('says which error was thrown', async () => {
  expect((await run('throw new Error("libcudart is missing")')).failure).toBe('Error: libcudart is missing')
})

test('does not take rubbish for an answer', async () => {
  expect((await run('console.log("{}")')).failure).toBe('the probe gave no readable answer')
})

test('says when the program does not exist', async () => {
  const probe = await probeTensorFlow({ program: '/nowhere/node', args: [], env: {} })
  expect(probe.failure).toMatch(/could not be started.*ENOENT/)
})

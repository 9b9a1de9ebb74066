import { beforeEach, expect, it, vi } from 'vitest'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { dealAgain, forgetAugmentation, loadAugmentation, useAugmentation } from './augmentation'

const config = defaultTrainConfig()
const view = { imageId: 'a'.repeat(32), width: 4, height: 3, jpegBase64: 'aGVsbG8=', boxes: [] }
const call = vi.fn()
const revoke = vi.spyOn(URL, 'revokeObjectURL')

beforeEach(() => {
  forgetAugmentation()
  call.mockReset()
  revoke.mockClear()
  vi.stubGlobal('window', { studio: { call } })
})

it('shows what main sends as blobs, and lets the last ones go', async () => {
  call.mockResolvedValue({ ok: true, value: [view] })
  await loadAugmentation(config)
  const [first] = useAugmentation.getState().views ?? []
  expect(first).toEqual({
    imageId: view.imageId,
    width: 4,
    height: 3,
    boxes: [],
    url: expect.stringMatching(/^blob:/),
  })
  expect(await (await fetch(first?.url ?? '')).text()).toBe('hello')
  dealAgain()
  await loadAugmentation(config)
  expect(revoke).toHaveBeenCalledWith(first?.url)
  const [, { seed }] = call.mock.calls.at(-1) as [string, { seed: number }]
  expect(seed).toBe(useAugmentation.getState().seed)
})

it('never lets an older deal replace a newer one', async () => {
  let answerOld: (reply: unknown) => void = () => {}
  call.mockReturnValueOnce(new Promise((resolve) => (answerOld = resolve)))
  call.mockResolvedValueOnce({ ok: true, value: [{ ...view, width: 8 }] })
  const old = loadAugmentation(config)
  await loadAugmentation(config)
  answerOld({ ok: true, value: [view] })
  await old
  expect(useAugmentation.getState().views?.map(({ width }) => width)).toEqual([8])
})

it('says why there are none', async () => {
  call.mockResolvedValue({ ok: false, error: { code: 'image-missing', message: 'a.jpg is gone' } })
  await loadAugmentation(config)
  expect(useAugmentation.getState()).toMatchObject({
    views: null,
    isLoading: false,
    error: { code: 'image-missing' },
  })
})

import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'

let studio: Studio

test.beforeAll(async () => {
  studio = await launchStudio()
})
test.afterAll(() => studio?.close())

test('row 10: a link that is none of the listed ones is refused, whatever address it names', async () => {
  const codes = await studio.page.evaluate(async () => {
    const { studio } = window as unknown as {
      studio: { call(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> }
    }
    const links = ['https://example.org', 'javascript:alert(1)', 'file:///etc/passwd', 'smb://host/share']
    const replies = links.map((link) => studio.call('app.openLink', { link }))
    return (await Promise.all(replies)).map((reply) => reply.error?.code)
  })
  expect(codes).toEqual(Array(4).fill('invalid-input'))
})

test('row 11: camera, place, notifications, screen and devices are all denied', async () => {
  const answers = await studio.page.evaluate(async () => {
    const outcome = (work: Promise<unknown>) =>
      work.then(
        (value) => JSON.stringify(value) ?? 'undefined',
        (cause: Error) => cause.name,
      )
    const devices = navigator as unknown as Record<
      'hid' | 'serial' | 'usb' | 'bluetooth',
      Record<string, (options: object) => Promise<unknown>> | undefined
    >
    const query = async (name: string) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return state
    }
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read']
    return {
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
      place: await new Promise((told) =>
        navigator.geolocation.getCurrentPosition(
          () => told('given'),
          ({ code }) => told(code),
        ),
      ),
      notification: await Notification.requestPermission(),
      hid: await outcome(devices.hid?.requestDevice?.({ filters: [] }) ?? Promise.resolve([])),
      serial: await outcome(
        devices.serial?.requestPort?.({}) ?? Promise.reject(new DOMException('', 'NotFoundError')),
      ),
      usb: await outcome(
        devices.usb?.requestDevice?.({ filters: [] }) ??
          Promise.reject(new DOMException('', 'NotFoundError')),
      ),
      paste: await outcome(navigator.clipboard.readText()),
      states: await Promise.all(names.map(query)),
    }
  })
  expect(answers).toEqual({
    // A machine without a camera says so before anybody is asked.
    camera: expect.stringMatching(/NotAllowedError|NotFoundError/),
    screen: expect.stringMatching(/NotAllowedError|NotSupportedError|InvalidStateError/),
    place: 1,
    notification: 'denied',
    hid: '[]',
    serial: 'NotFoundError',
    usb: 'NotFoundError',
    paste: 'NotAllowedError',
    states: Array(6).fill('denied'),
  })
})

test('row 11: the page reads the clipboard by no command of its own; a person pastes', async () => {
  await studio.app.evaluate(({ clipboard }) => clipboard.writeText('a password'))
  const taken = await studio.page.evaluate(() => {
    const field = document.body.appendChild(document.createElement('textarea'))
    field.focus()
    document.execCommand('paste')
    return field.value
  })
  expect(taken).toBe('')
  await studio.page.keyboard.press('Control+v')
  await expect
    .poll(() => studio.page.evaluate(() => document.querySelector('textarea')?.value))
    .toBe('a password')
})

test('row 11: the page has no pickers of files of its own', async () => {
  const pickers = await studio.page.evaluate(() =>
    ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].filter((name) => name in window),
  )
  expect(pickers).toEqual([])
})

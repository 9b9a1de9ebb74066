import { create } from 'zustand'

/** Whether the person has agreed to look at the test pictures of the open project: until it or the studio is closed. */
export const useTestSet = create<{ mayShow: boolean }>(() => ({ mayShow: false }))

export function allowTestSet(): void {
  useTestSet.setState({ mayShow: true })
}

export function forgetTestSet(): void {
  useTestSet.setState({ mayShow: false })
}

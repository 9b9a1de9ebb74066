import { create } from 'zustand'
import { atProjectChange } from './projectChange'

/** Whether the person has agreed to look at the test pictures of the open project: until it or the studio is closed. */
export const useTestSet = create<{ mayShow: boolean }>(() => ({ mayShow: false }))

export function allowTestSet(): void {
  useTestSet.setState({ mayShow: true })
}

atProjectChange(() => useTestSet.setState({ mayShow: false }))

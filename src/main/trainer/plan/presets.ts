/** Aims of the presets: steps for 200 pictures of medium size, and seconds that they shall not exceed. */
export const presets = {
  quick: { steps: 180, budgetSeconds: 105, maxInput: 640 },
  balanced: { steps: 460, budgetSeconds: 270, maxInput: 640 },
  thorough: { steps: 1600, budgetSeconds: 1500, maxInput: 800 },
} as const

export type PresetAims = (typeof presets)[keyof typeof presets]

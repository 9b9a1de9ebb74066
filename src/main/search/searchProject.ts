import type { RunProject } from '../models/runProject'
import type { ProjectService } from '../project/projectService'
import type { ProposalProject } from '../proposals/proposalProject'

/** The part of a project that a search reads. */
export type SearchProject = RunProject &
  ProposalProject &
  Pick<ProjectService, 'boxSlice' | 'predictionSlice'>

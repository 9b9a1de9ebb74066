import type { RunProject } from '../models/runProject'
import type { ProjectService } from '../project/projectService'

/** The part of a project that proposals use. */
export type ProposalProject = RunProject &
  Pick<
    ProjectService,
    'listRuns' | 'proposalsOn' | 'openProposals' | 'proposalGrounds' | 'replaceProposals' | 'note' | 'setNote'
  >

// The weights with which members of a combination would have lost least.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/combination/member_record.h"

namespace demandcast {

/// [member] weights, not negative, of sum 1, of little quantile loss over the cells of `record`: members are drawn one
/// after another, with replacement, each time the one with which the mean of those drawn loses least, the first of
/// equals; what was drawn how often is the weight [Caruana, Niculescu-Mizil, Crew & Ksikes 2004, "Ensemble selection
/// from libraries of models"], after those of 100 draws that lose least. Equal weights where there is no cell.
/// O(100 * members * cells * levels).
std::vector<double> least_loss_weights(const MemberRecord& record);

}  // namespace demandcast

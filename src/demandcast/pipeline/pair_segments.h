// Ways to part the pairs of past backtests by what was known of them, each part with the condition that a rule has.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demandcast/models/patchwork/expert_router/condition.h"
#include "demandcast/pipeline/past_pairs.h"

namespace demandcast {

struct PairSegment {
  std::string name;                       ///< "pattern lumpy", "velocity < 2.5"
  std::map<std::string, Condition> when;  ///< of a rule
  std::vector<std::size_t> pairs;         ///< rising
};

/// Parts by one fact: by each word or number where there are at most `most` of them (numbers: 12), else numbers at
/// their quartiles, rounded to three digits; words that are more are not parted by. Pairs of which the fact is not
/// known are in no part. Parts come in the order of numbers or words; no part where there would be one alone.
std::vector<PairSegment> segments_by(const std::string& fact, const PairFact& values, std::size_t most);

/// Every meeting of a part of `one` with a part of `other` that holds pairs.
std::vector<PairSegment> crossed(const std::vector<PairSegment>& one, const std::vector<PairSegment>& other);

}  // namespace demandcast

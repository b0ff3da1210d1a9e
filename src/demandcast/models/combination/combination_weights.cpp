// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/combination/combination_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demandcast {
namespace {

constexpr int kDraws = 100;

/// Sum of the quantile loss over cells and levels if `member` were drawn after `draws` others of sum `drawn`.
double loss_with(const MemberRecord& record, const std::vector<double>& drawn, int draws, std::size_t member) {
  const auto demand = record.demand(), quantiles = record.quantiles(member);
  const auto levels = record.levels();
  const double share = 1.0 / (draws + 1);
  double loss = 0;
  for (std::size_t cell = 0; cell < demand.size(); ++cell) {
    if (std::isnan(demand[cell])) continue;
    const auto y = static_cast<double>(demand[cell]);
    for (std::size_t q = 0; q < levels.size(); ++q) {
      const std::size_t at = cell * levels.size() + q;
      const double over = (drawn[at] + static_cast<double>(quantiles[at])) * share - y;
      loss += over > 0 ? (1 - levels[q]) * over : -levels[q] * over;
    }
  }
  return loss;
}

struct Draw {
  std::size_t member = 0;
  double loss = std::numeric_limits<double>::infinity();
};

/// The member of least loss, the first of equals.
Draw best_draw(const MemberRecord& record, const std::vector<double>& drawn, int draws) {
  Draw best;
  for (std::size_t member = 0; member < record.member_count(); ++member) {
    const double loss = loss_with(record, drawn, draws, member);
    if (loss < best.loss) best = {member, loss};
  }
  return best;
}

}  // namespace

std::vector<double> least_loss_weights(const MemberRecord& record) {
  const std::size_t members = record.member_count();
  const std::vector<double> equal(members, 1.0 / static_cast<double>(members));
  if (std::ranges::all_of(record.demand(), [](float y) { return std::isnan(y); })) return equal;
  std::vector<double> times(members, 0), weights, drawn(record.quantiles(0).size(), 0);
  double least = std::numeric_limits<double>::infinity();
  for (int draws = 0; draws < kDraws; ++draws) {
    const Draw draw = best_draw(record, drawn, draws);
    times[draw.member] += 1;
    for (std::size_t at = 0; at < drawn.size(); ++at) {
      drawn[at] += static_cast<double>(record.quantiles(draw.member)[at]);
    }
    if (draw.loss >= least) continue;
    least = draw.loss;
    weights = times;
    for (double& weight : weights) weight /= draws + 1;
  }
  return weights;
}

}  // namespace demandcast

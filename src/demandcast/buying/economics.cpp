// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/economics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demandcast {
namespace {

bool is_given(double value) { return !std::isnan(value); }

struct NamedNumber {
  const char* name;
  double value;
};

void note_number(const NamedNumber& number, std::vector<std::string>& faults) {
  faults.push_back(std::isfinite(number.value) ? fmt::format("{} {:g} is below 0", number.name, number.value)
                                               : fmt::format("{} is no number", number.name));
}

void note_numbers(const ItemEconomics& item, std::vector<std::string>& faults) {
  for (const NamedNumber& number : {NamedNumber{"price", item.price},
                                    {"lost_sale_cost", item.lost_sale_cost},
                                    {"backlog_cost", item.backlog_cost}}) {
    if (is_given(number.value) && !(number.value >= 0 && std::isfinite(number.value))) {
      note_number(number, faults);
    }
  }
  for (const NamedNumber& number : {NamedNumber{"cost", item.cost},
                                    {"holding_cost", item.holding_cost},
                                    {"order_cost", item.order_cost},
                                    {"min_order", item.min_order},
                                    {"pack_size", item.pack_size},
                                    {"space", item.space}}) {
    if (!(number.value >= 0 && std::isfinite(number.value))) {
      note_number(number, faults);
    }
  }
  if (!std::isfinite(item.salvage)) faults.push_back("salvage is not a number");
  if (item.shelf_life < 0) faults.push_back(fmt::format("shelf_life {} is below 0", item.shelf_life));
  if (item.review_period < 1) faults.push_back(fmt::format("review_period {} is below 1", item.review_period));
}

void note_contradictions(const ItemEconomics& item, std::vector<std::string>& faults) {
  if (is_given(item.price) && item.cost > item.price) {
    faults.push_back(fmt::format("cost {:g} is above price {:g}: every sale loses money", item.cost, item.price));
  }
  if (item.salvage > item.cost) {
    faults.push_back(fmt::format("salvage {:g} is above cost {:g}: endless stock would pay", item.salvage, item.cost));
  }
  if (is_given(item.lost_sale_cost) && is_given(item.backlog_cost)) {
    faults.push_back("lost_sale_cost and backlog_cost are both given; unmet demand is either lost or waits");
  }
  if (!is_given(item.price) && !is_given(item.lost_sale_cost) && !is_given(item.backlog_cost)) {
    faults.push_back("neither price, lost_sale_cost nor backlog_cost is given: nothing says what missing a sale costs");
  } else if (!(item.shortage_cost() > 0)) {
    faults.push_back("a missed sale costs nothing, so that nothing would be bought");
  }
  if (!(item.surplus_cost() > 0)) {
    faults.push_back(
        "holding_cost is 0 and stock does not perish before the next order: endless stock would cost nothing");
  }
}

void note_shares(const ItemEconomics& item, std::vector<std::string>& faults) {
  const auto& shares = item.arrival_shares;
  const bool good = std::all_of(shares.begin(), shares.end(), [](double share) { return share >= 0 && share <= 1; });
  if (!good || std::accumulate(shares.begin(), shares.end(), 0.0) > 1 + 1e-9) {
    faults.push_back("arrival_shares must each lie in [0, 1] and sum to at most 1");
  }
}

}  // namespace

double ItemEconomics::shortage_cost() const {
  if (is_backlogged()) return backlog_cost;
  return is_given(lost_sale_cost) ? lost_sale_cost : price - cost;
}

double ItemEconomics::surplus_cost() const {
  const double periods = is_backlogged() ? 1 : cover();
  const double written_off = is_perishable() && shelf_life <= review_period ? cost - salvage : 0;
  return holding_cost * periods + written_off;
}

double ItemEconomics::critical_ratio() const {
  const double shortage = shortage_cost();
  return shortage / (shortage + surplus_cost());
}

double ItemEconomics::orderable(double wanted) const {
  if (!(wanted > 0)) return 0;
  constexpr double kRounding = 1e-9;  // 6 wanted as 6.0000000001 are one pack of 6
  const double units = std::max(wanted, min_order);
  return pack_size > 0 ? std::ceil(units / pack_size - kRounding) * pack_size : units;
}

std::vector<std::string> faults_of(const ItemEconomics& item) {
  std::vector<std::string> faults;
  note_numbers(item, faults);
  note_shares(item, faults);
  if (faults.empty()) note_contradictions(item, faults);
  return faults;
}

}  // namespace demandcast

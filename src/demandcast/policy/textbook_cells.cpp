// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/textbook_cells.h"

#include <array>
#include <cmath>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/normal_demand.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

constexpr double kMean = 5, kDeviation = 1.6;
constexpr std::array<double, 4> kShortageCosts{4, 9, 19, 39};

std::vector<TextbookCell> lost_sales() {
  constexpr double kOptima[4][4] = {{4.041, 4.395, 4.599, 4.729},  // [shortage][lead time]
                                    {5.438, 6.094, 6.531, 6.836},
                                    {6.676, 7.664, 8.363, 8.887},
                                    {7.836, 9.106, 10.038, 10.794}};
  std::vector<TextbookCell> cells;
  for (std::size_t p = 0; p < kShortageCosts.size(); ++p) {
    for (int lead = 1; lead <= 4; ++lead) {
      cells.push_back({"lost_sales", lead, kShortageCosts[p], kOptima[p][lead - 1]});
    }
  }
  return cells;
}

std::vector<TextbookCell> backlog() {
  std::vector<TextbookCell> cells;
  for (const double shortage : kShortageCosts) {
    for (const int lead : {1, 4, 7, 10, 15, 20}) {
      const NormalDemand served = NormalDemand(kMean, kDeviation).over(lead + 1);
      cells.push_back({"backlog", lead, shortage, newsvendor(served, {1, shortage}).expected_cost});
    }
  }
  return cells;
}

std::vector<TextbookCell> serial() {
  std::vector<TextbookCell> cells;
  for (const double shortage : kShortageCosts) {
    for (int lead = 1; lead <= 4; ++lead) {
      TextbookCell cell{"serial", lead, shortage, 0};
      cell.optimum = cell.serial().best().cost;
      cells.push_back(cell);
    }
  }
  return cells;
}

}  // namespace

SerialScenario TextbookCell::serial() const {
  return {{{{1, lead_time}, {0.5, 3}, {0.2, 4}, {0.1, 2}}, shortage_cost}, 5, 2};
}

ItemEconomics TextbookCell::item() const {
  ItemEconomics item;
  item.holding_cost = 1;
  (scenario == "backlog" ? item.backlog_cost : item.lost_sale_cost) = shortage_cost;
  item.lead_time = LeadTime::of_periods(lead_time);
  return item;
}

double TextbookCell::best_level() const {
  return newsvendor(NormalDemand(kMean, kDeviation).over(lead_time + 1), {1, shortage_cost}).stock;
}

DemandScenario::Stock TextbookCell::start() const {
  if (scenario == "backlog") {
    const NormalDemand served = NormalDemand(kMean, kDeviation).over(lead_time + 1);
    return {served.mean(), served.deviation(), 0};
  }
  const CountDemand served = CountDemand::poisson(kMean * (lead_time + 1));
  return {served.quantile(shortage_cost / (shortage_cost + 1)), std::sqrt(served.variance()), 1};
}

DemandScenario::Fill TextbookCell::demand() const {
  return scenario == "backlog" ? normal_demand(kMean, kDeviation) : poisson_demand(kMean);
}

const std::vector<std::string>& textbook_scenarios() {
  static const std::vector<std::string> names{"lost_sales", "backlog", "serial"};
  return names;
}

std::vector<TextbookCell> textbook_cells(const std::string& scenario) {
  if (scenario == "lost_sales") return lost_sales();
  if (scenario == "backlog") return backlog();
  if (scenario == "serial") return serial();
  throw ConfigError(unknown_name_message("scenario", scenario, textbook_scenarios()));
}

}  // namespace demandcast

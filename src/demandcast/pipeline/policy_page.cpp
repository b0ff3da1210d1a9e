// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/policy_page.h"

#include "demandcast/core/version.h"

namespace demandcast {

PolicyReport policy_report(const TrainPolicyResult& result, const std::string& command_line) {
  PolicyReport report;
  report.library_version = kVersion;
  report.command_line = command_line;
  report.model = result.model;
  report.first = result.first;
  report.validated_from = result.validated_from;
  report.last = result.last;
  report.currency = result.currency;
  report.period_word = result.period_word;
  report.trained_series = result.trained_series;
  for (const TrainingLook& look : result.looks) {
    report.steps.push_back(look.step);
    report.training.push_back(look.training_cost);
    report.validation.push_back(look.validation_cost);
  }
  report.myopic_cost = result.rule_cost;
  report.learned_cost = result.learned_cost;
  for (const OrdersByStock& one : result.insight.orders) {
    report.orders.push_back({result.ids[one.product], result.dates[one.period], one.mean_demand, one.on_hand,
                             one.learned, one.myopic, one.base_stock});
  }
  for (const CorrectionBin& bin : result.insight.corrections) {
    report.certainty.push_back(bin.certainty);
    report.correction.push_back(bin.correction);
  }
  for (const ProductCosts& one : result.insight.costs) {
    report.series.push_back({result.ids[one.product], one.myopic, one.learned});
  }
  report.notes = result.notes;
  return report;
}

}  // namespace demandcast

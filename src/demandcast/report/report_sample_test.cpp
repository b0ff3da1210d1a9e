// A made-up backtest for the tests of the report.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/report_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "demandcast/core/random.h"
#include "demandcast/data/frequency.h"

namespace demandcast {
namespace {

std::string date_text(int week) {  // weeks from 2024-01-05; a year of twelve months of 28 days will do for a sample
  const int day = 7 * week;
  return fmt::format("{}-{:02}-{:02}", 2024 + day / 336, 1 + day % 336 / 28, 1 + day % 28);
}

Metrics sample_metrics(RandomStream& random, const std::vector<double>& levels, std::size_t rank, double harder) {
  Metrics m;
  m.rows = 4200;
  const double loss = (0.2 + 0.03 * static_cast<double>(rank)) * harder * (1 + 0.04 * random.normal());
  m.wql = m.wql_all = loss;
  m.p50 = m.wape = 1.25 * loss;
  m.p90 = 0.8 * loss;
  m.crps = 14 * loss;
  m.mase = 4 * loss;
  m.rmsse = 3.6 * loss;
  m.bias = -0.04 + 0.02 * random.normal();
  m.coverage80_pit = 0.8 - 0.01 * static_cast<double>(rank);
  m.coverage80 = std::min(0.99, 0.78 - 0.02 * static_cast<double>(rank) + 0.02 * random.normal());
  m.coverage80_pit_se = 0.02;
  m.coverage80_pit_low = m.coverage80_pit - 0.05;
  m.coverage80_pit_high = m.coverage80_pit + 0.05;
  m.width80 = 1.1;
  for (const double level : levels) {
    m.level_loss.push_back(1.25 * loss * std::sqrt(4 * level * (1 - level)));
    m.below_pit.push_back(std::clamp(level + 0.03 * (level - 0.5) * static_cast<double>(rank), 0.0, 1.0));
    m.below_pit_low.push_back(std::max(0.0, m.below_pit.back() - 0.05 * std::sqrt(level)));
    m.below_pit_high.push_back(std::min(1.0, m.below_pit.back() + 0.05 * std::sqrt(level)));
    m.below.push_back(std::min(1.0, m.below_pit.back() + 0.04));
  }
  m.excess_volatility = 0.02;
  m.sfpc = 14;
  m.drift = {0.004, 0.002, 0.0, 0.008};
  m.error_slope = {-0.21, 0.05, -0.32, -0.1};
  m.revision_slope = {-0.08, 0.06, -0.2, 0.04};
  return m;
}

void add_groups(BacktestReport& report, const std::string& dimension, const std::vector<std::string>& groups,
                RandomStream& random) {
  Evaluation& evaluation = report.evaluation;
  for (std::size_t model = 0; model < evaluation.leaderboard.size(); ++model) {
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const double harder =
          dimension == "overall" ? 1 : 1 + 0.5 * static_cast<double>(group) / static_cast<double>(groups.size());
      evaluation.groups.push_back({evaluation.leaderboard[model], dimension, groups[group],
                                   sample_metrics(random, evaluation.levels, model, harder)});
    }
  }
}

void add_evaluation(BacktestReport& report, const SampleShape& shape, RandomStream& random) {
  Evaluation& evaluation = report.evaluation;
  evaluation.levels = shape.levels;
  evaluation.leaderboard = shape.models;
  evaluation.reference = shape.models.empty() ? "" : shape.models.back();
  std::vector<std::string> steps;
  for (int step = 1; step <= shape.horizon; ++step) steps.push_back(std::to_string(step));
  add_groups(report, "overall", {"all"}, random);
  add_groups(report, "horizon", steps, random);
  add_groups(report, "cutoff", report.data.cutoffs, random);
  add_groups(report, "velocity", {"fast", "medium", "slow"}, random);
  add_groups(report, "intermittence", {"smooth", "erratic", "intermittent", "lumpy"}, random);
  for (std::size_t i = 0; i < shape.models.size(); ++i) {
    const double better = -0.2 + 0.07 * static_cast<double>(i);
    evaluation.costs.push_back({shape.models[i], 12.5 / static_cast<double>(i + 1), 0.4, 120, 3 * i});
    if (i + 1 < shape.models.size()) {
      evaluation.to_reference.push_back(
          {shape.models[i], evaluation.reference, better, better - 0.03, better + 0.03, std::abs(better) > 0.03});
    }
    if (i > 0)
      evaluation.to_best.push_back({shape.models[i], shape.models[0], 0.1 * static_cast<double>(i) - 0.08,
                                    0.1 * static_cast<double>(i) - 0.13, 0.1 * static_cast<double>(i) - 0.03, i > 1});
  }
}

double level_of_demand(int week, double size) {
  return size * (1 + 0.35 * std::sin(2 * std::numbers::pi * week / 48.0));
}

SeriesFan sample_fan(const SampleShape& shape, const std::string& model, int cutoff, double size, double wide) {
  SeriesFan fan{model, date_text(cutoff), {}, shape.levels, {}, {}};
  for (int step = 1; step <= shape.horizon; ++step) {
    fan.dates.push_back(date_text(cutoff + step));
    const double middle = level_of_demand(cutoff + step, size);
    for (const double level : shape.levels) {
      const double spread = wide * std::sqrt(1 + 0.15 * step) * std::log(level / (1 - level));
      fan.quantiles.push_back(std::max(0.0, middle * (1 + spread)));
    }
    fan.mean.push_back(1.02 * middle);
  }
  return fan;
}

SeriesPage sample_page(const SampleShape& shape, int number, const std::vector<int>& cutoffs, int periods,
                       RandomStream& random) {
  const double size = number % 2 == 0 ? 60.0 : 2.2;
  SeriesPage page;
  page.id = fmt::format("store-{:02}/sku-{:05}", 3 + number, 10417 * (number + 1) % 99999);
  page.why = number == 0 ? "worst by loss" : number == 1 ? "typical" : "largest";
  for (int week = 0; week < periods; ++week) {
    page.dates.push_back(date_text(week));
    const bool stock_out = number == 0 && week % 50 > 45, missing = number == 1 && week == 40;
    const auto sold = static_cast<double>(random.negative_binomial(level_of_demand(week, size), 0.08));
    page.actuals.push_back(missing ? std::numeric_limits<double>::quiet_NaN() : stock_out ? 0.3 * sold : sold);
    page.states.push_back(missing ? CellState::kMissing : stock_out ? CellState::kCensored : CellState::kObserved);
    if (number != 1) page.price.push_back(week % 17 < 3 ? 7.99 : 9.99);
  }
  for (std::size_t model = 0; model < std::min<std::size_t>(2, shape.models.size()); ++model) {
    const std::string& name = model == 0 ? shape.models.front() : shape.models.back();
    for (const int cutoff : cutoffs)
      page.fans.push_back(sample_fan(shape, name, cutoff, size, model == 0 ? 0.12 : 0.2));
  }
  return page;
}

}  // namespace

BacktestReport sample_report(const SampleShape& shape) {
  RandomStream random(7, stream_key("sample report"));
  BacktestReport report;
  const int periods = 150, first_cutoff = periods - shape.cutoffs * shape.horizon;
  std::vector<int> cutoffs;
  for (int i = 0; i < shape.cutoffs; ++i) cutoffs.push_back(first_cutoff - 1 + i * shape.horizon);
  report.data = {"sales.parquet", "W-FRI", 350, date_text(0), date_text(periods - 1), shape.horizon, {}};
  for (const int cutoff : cutoffs) report.data.cutoffs.push_back(date_text(cutoff));
  report.library_version = "0.1.0";
  report.command_line = "demandcast backtest sales.parquet -m ets+distribution_engine,theta -H 13 --windows 3";
  report.score_mode = "available";
  report.notes = {"Plans of price are taken to have been known at each cutoff."};
  report.warnings = {"12 of 350 series have fewer than two years of history."};
  add_evaluation(report, shape, random);
  for (int i = 0; i < shape.pages; ++i) report.pages.push_back(sample_page(shape, i, cutoffs, periods, random));
  return report;
}

}  // namespace demandcast

// Why the forecast of one series differs from that of an earlier origin; values only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace demandcast {

/// Mean and quantiles of the dates that both origins forecast.
struct DateForecast {
  std::vector<double> mean;       ///< [date] units of demand
  std::vector<double> quantiles;  ///< [date, level]
};

/// What one of the things that a forecast is made from adds to the change.
struct ChangePart {
  std::string name;          ///< "data", "plan", "model"
  DateForecast share;        ///< the mean over all orders of replacing
  double low = 0, high = 0;  ///< of the sum of means over the dates: the least and the most that an order gives
};

/// A planned column of the series that was another then.
struct PlanDifference {
  std::string column;
  std::size_t periods = 0;   ///< whose plan was another then
  std::string date;          ///< the first of them that lies after the newest demand, else the last of them
  double then = 0, now = 0;  ///< the plan of that date; NaN = none
};

/// The parts add up to `after` less `before`, for the mean and for each level.
struct ForecastChange {
  std::string then, now;               ///< dates of the newest demand that each forecast knew
  std::vector<std::string> dates;      ///< [date] forecast from both
  std::vector<double> levels;          ///< [level]
  DateForecast before, after;          ///< the forecast of then and that of now
  std::vector<ChangePart> parts;       ///< data, plan, model
  std::vector<std::string> since;      ///< dates after `then` up to `now`
  std::vector<double> expected, sold;  ///< [since] mean of the forecast of then; demand, NaN = not known
  std::vector<PlanDifference> plans;   ///< columns whose plans differ
  bool refitted = false;               ///< the models of then and now are two
  std::string form_then;               ///< of the model of then; empty = nothing told
  std::vector<std::pair<std::string, double>> parameters_then;
};

/// The sum of the means over the dates.
double total_of(const DateForecast& forecast);

}  // namespace demandcast

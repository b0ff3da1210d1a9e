// What a backtest report shows: values that others computed, in words and numbers that need no panel and no model.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/data/panel.h"
#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// One forecast that a chart lays over the history of its series.
struct SeriesFan {
  std::string model;
  std::string cutoff;              ///< date of the last period whose demand was known
  std::vector<std::string> dates;  ///< [step] dates of the periods forecast; the same spelling as SeriesPage::dates
  std::vector<double> levels;      ///< [level], increasing; the median is drawn where 0.5 is among them
  std::vector<double> quantiles;   ///< [step, level], in units of demand
  std::vector<double> mean;        ///< [step], or empty when not given; NaN = not given
};

/// What was forecast of one date, from cutoff to cutoff.
struct DateRevisions {
  struct OfModel {
    std::string model;
    std::vector<double> low, middle,
        high;  ///< [cutoff] lowest level, median or middle level, highest level; NaN = none
  };
  std::string date;
  double actual = 0;                 ///< what came true; NaN = not known
  std::vector<std::string> cutoffs;  ///< dates, oldest first; empty = no date was forecast from three cutoffs
  std::vector<OfModel> models;
};

/// One series to look at: its history, what came true, and forecasts of it.
struct SeriesPage {
  std::string id;
  std::string why;                 ///< "worst by loss", "typical", "largest"
  std::vector<std::string> dates;  ///< [time] one per period, without gaps, oldest first: "2026-08-28"
  std::vector<double> actuals;     ///< [time] units of demand; NaN = missing
  std::vector<CellState> states;   ///< [time]; kCensored is shaded as a stock-out
  std::vector<double> price;       ///< [time], or empty when there is none; NaN = not known
  std::vector<SeriesFan> fans;
  DateRevisions revisions;
};

/// What was forecast, in the words of the data.
struct DataDescription {
  std::string name;       ///< the file, as the user knows it
  std::string frequency;  ///< "W-FRI"
  std::size_t series = 0;
  std::string first_date, last_date;
  int horizon = 0;                   ///< steps
  std::vector<std::string> cutoffs;  ///< dates, oldest first
};

struct BacktestReport {
  std::string title = "Backtest report";
  std::string library_version;
  std::string command_line;  ///< what would make this report again; empty = not told
  DataDescription data;
  std::string score_mode;             ///< "available" or "sales"
  std::vector<std::string> notes;     ///< sentences for the reader: "Plans are taken to have been known."
  std::vector<std::string> warnings;  ///< sentences that should worry the reader
  Evaluation evaluation;
  Evaluation totals;              ///< of sums over series, by "grouping"; empty without totals
  std::vector<SeriesPage> pages;  ///< in the order shown; may be empty
};

}  // namespace demandcast

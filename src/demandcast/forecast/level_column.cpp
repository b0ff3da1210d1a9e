// The spellings of quantile columns.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/level_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/options.h"

namespace demandcast {
namespace {

/// Ten digits, so that (1 - 0.8) / 2 is the same level as 0.1.
double rounded(double level) { return std::round(level * 1e10) / 1e10; }

std::string nixtla_name(const std::string& model, std::span<const double> levels, double level) {
  if (rounded(level) == 0.5) return model + "-median";
  const auto partner = [&](double other) { return rounded(other) == rounded(1 - level); };
  if (std::none_of(levels.begin(), levels.end(), partner)) {
    throw ConfigError(
        fmt::format("Nixtla columns hold central intervals, but level {} has no level {} with it; ask "
                    "for both levels, or for the plain columns",
                    level_name(level), level_name(1 - level)));
  }
  const double coverage = rounded(100 * std::abs(1 - 2 * level));
  return fmt::format("{}-{}-{}", model, level < 0.5 ? "lo" : "hi", level_name(coverage));
}

std::string amazon_name(double level) {
  const double percent = 100 * level;
  if (std::abs(percent - std::round(percent)) < 1e-8) return fmt::format("p{:.0f}", percent);
  throw ConfigError(
      fmt::format("Amazon columns hold whole percents, but a level is {}; round the levels, or ask for "
                  "the plain columns",
                  level_name(level)));
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const bool starts_right = !text.empty() && text.front() >= '0' && text.front() <= '9';
  if (!starts_right || !parse_option(std::string(text), value)) return std::nullopt;
  return value;
}

/// How a name goes on after its prefix, and the level that the number behind it says.
struct Spelling {
  std::string_view mark;
  bool has_prefix;
  double (*level)(double number);
};

double itself(double number) { return number; }
double percent(double number) { return number / 100; }
double lower(double coverage) { return (1 - coverage / 100) / 2; }
double upper(double coverage) { return (1 + coverage / 100) / 2; }

constexpr std::array<Spelling, 8> kSpellings = {{{"-lo-", true, lower},
                                                 {"-hi-", true, upper},
                                                 {"-q-", true, percent},
                                                 {"_ql", true, itself},
                                                 {"_q", true, itself},
                                                 {"q", false, itself},
                                                 {"p", false, percent},
                                                 {"", false, itself}}};

std::optional<LevelColumn> parse_as(const Spelling& spelling, std::string_view name) {
  const std::size_t at = spelling.has_prefix ? name.rfind(spelling.mark) : 0;
  if (at == std::string_view::npos || (spelling.has_prefix && at == 0)) return std::nullopt;
  if (name.substr(at, spelling.mark.size()) != spelling.mark) return std::nullopt;
  const auto number = number_of(name.substr(at + spelling.mark.size()));
  if (!number) return std::nullopt;
  const double level = rounded(spelling.level(*number));
  if (!(level > 0 && level < 1)) return std::nullopt;
  return LevelColumn{std::string(name.substr(0, at)), level};
}

}  // namespace

std::string level_column_name(ColumnDialect dialect, const std::string& model, std::span<const double> levels,
                              double level) {
  switch (dialect) {
    case ColumnDialect::kNixtla:
      return nixtla_name(model, levels, level);
    case ColumnDialect::kAmazon:
      return amazon_name(level);
    case ColumnDialect::kPlain:
      break;
  }
  return level_name(level);
}

std::string mean_column_name(ColumnDialect dialect, const std::string& model) {
  return dialect == ColumnDialect::kNixtla ? model : "mean";
}

std::optional<LevelColumn> parse_level_column(std::string_view name) {
  constexpr std::string_view kMedian = "-median";
  if (name.size() > kMedian.size() && name.ends_with(kMedian)) {
    return LevelColumn{std::string(name.substr(0, name.size() - kMedian.size())), 0.5};
  }
  for (const Spelling& spelling : kSpellings) {
    if (auto parsed = parse_as(spelling, name)) return parsed;
  }
  return std::nullopt;
}

}  // namespace demandcast

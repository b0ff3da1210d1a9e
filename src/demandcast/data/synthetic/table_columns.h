// Columns of a table filled from drawn series, one function a kind.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>

#include "demandcast/data/synthetic/series_truth.h"

namespace demandcast::synthetic {

constexpr double kNull = std::numeric_limits<double>::quiet_NaN();

/// One number per told row; `of(truth, t)`.
template <class Of>
TableColumn number_rows(const char* name, std::span<const SeriesTruth> series, const Of& of) {
  NumberColumn column;
  for (const SeriesTruth& truth : series) {
    for (std::size_t t = static_cast<std::size_t>(truth.begin); t < truth.expected.size(); ++t) {
      column.values.push_back(static_cast<double>(of(truth, t)));
    }
  }
  return {name, std::move(column)};
}

/// As number_rows, for integers.
template <class Of>
TableColumn integer_rows(const char* name, std::span<const SeriesTruth> series, const Of& of) {
  IntegerColumn column;
  for (const SeriesTruth& truth : series) {
    for (std::size_t t = static_cast<std::size_t>(truth.begin); t < truth.expected.size(); ++t) {
      column.values.push_back(of(truth, t));
    }
  }
  return {name, std::move(column)};
}

/// One text per series, repeated over its told rows when `per_row`; an empty text is null.
template <class Of>
TableColumn text_column(const char* name, std::span<const SeriesTruth> series, bool per_row, const Of& of) {
  TextColumn column;
  std::map<std::string, std::int32_t> codes;
  for (const SeriesTruth& truth : series) {
    const std::string text = of(truth);
    std::int32_t code = -1;
    if (!text.empty()) {
      code = codes.try_emplace(text, static_cast<std::int32_t>(codes.size())).first->second;
      if (static_cast<std::size_t>(code) == column.dictionary.size()) column.dictionary.push_back(text);
    }
    const std::size_t repeats = per_row ? truth.expected.size() - static_cast<std::size_t>(truth.begin) : 1;
    column.codes.insert(column.codes.end(), repeats, code);
  }
  return {name, std::move(column)};
}

/// One number per series.
template <class Of>
TableColumn number_column(const char* name, std::span<const SeriesTruth> series, const Of& of) {
  NumberColumn column;
  for (const SeriesTruth& truth : series) column.values.push_back(of(truth));
  return {name, std::move(column)};
}

/// One integer per series.
template <class Of>
TableColumn integer_column(const char* name, std::span<const SeriesTruth> series, const Of& of) {
  IntegerColumn column;
  for (const SeriesTruth& truth : series) column.values.push_back(of(truth));
  return {name, std::move(column)};
}

}  // namespace demandcast::synthetic

// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/series_fits.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

bool fits_together(const std::vector<double>& numbers, const std::vector<std::int64_t>& offsets,
                   const std::vector<std::int64_t>& reasons, std::size_t series) {
  const auto known = [](std::int64_t r) {
    return r >= 0 && r <= static_cast<std::int64_t>(FallbackReason::kDegenerate);
  };
  return offsets.size() == series + 1 && reasons.size() == series && offsets.front() == 0 &&
         std::is_sorted(offsets.begin(), offsets.end()) && offsets.back() == std::ssize(numbers) &&
         std::all_of(reasons.begin(), reasons.end(), known);
}

}  // namespace

void SeriesFits::add(std::string id, LocalFit fit) {
  index_.insert_or_assign(id, ids_.size());
  ids_.push_back(std::move(id));
  fits_.push_back(std::move(fit));
}

const LocalFit* SeriesFits::find(std::string_view id, std::size_t place) const {
  if (place < ids_.size() && ids_[place] == id) return &fits_[place];
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &fits_[found->second];
}

void SeriesFits::save(ArtifactWriter& writer) const {
  std::vector<double> numbers;
  std::vector<std::int64_t> offsets{0}, reasons;
  for (const LocalFit& fit : fits_) {
    numbers.insert(numbers.end(), fit.numbers.begin(), fit.numbers.end());
    offsets.push_back(std::ssize(numbers));
    reasons.push_back(static_cast<std::int64_t>(fit.reason));
  }
  writer.texts("ids", ids_);
  writer.numbers("parameters", std::move(numbers));
  writer.integers("offsets", std::move(offsets));
  writer.integers("reasons", std::move(reasons));
}

SeriesFits SeriesFits::load(std::string_view owner, const ArtifactReader& reader) {
  const auto& ids = reader.texts("ids");
  const auto& numbers = reader.numbers("parameters");
  const auto& offsets = reader.integers("offsets");
  const auto& reasons = reader.integers("reasons");
  if (!fits_together(numbers, offsets, reasons, ids.size())) {
    throw FormatError(
        fmt::format("[{}] the model's arrays do not fit together: {} ids, {} offsets, {} reasons, {} "
                    "parameters; fit the model again",
                    owner, ids.size(), offsets.size(), reasons.size(), numbers.size()));
  }
  SeriesFits fits;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto begin = numbers.begin() + offsets[i], end = numbers.begin() + offsets[i + 1];
    fits.add(ids[i], {{begin, end}, static_cast<FallbackReason>(reasons[i])});
  }
  return fits;
}

}  // namespace demandcast

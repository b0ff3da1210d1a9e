// The forms of exponential smoothing, ETS(error, trend, season), and which of them may be tried.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demandcast {

enum class EtsComponent : std::uint8_t { kNone, kAdditive, kMultiplicative };

/// One form in the taxonomy of Hyndman, Koehler, Ord & Snyder 2008, chapter 2.
struct EtsForm {
  EtsComponent error = EtsComponent::kAdditive;  ///< never kNone
  EtsComponent trend = EtsComponent::kNone;
  EtsComponent season = EtsComponent::kNone;
  bool damped = false;  ///< only with a trend

  bool has_trend() const { return trend != EtsComponent::kNone; }
  bool has_season() const { return season != EtsComponent::kNone; }
  /// Smoothing weights alpha, beta, gamma, phi that the form has.
  int weight_count() const { return 1 + has_trend() + has_season() + damped; }
  /// "ETS(M,Ad,N)".
  std::string name() const;
  /// A number that `from_code` undoes; stays the same between releases, for it is saved.
  int code() const;
  static EtsForm from_code(int code);
  bool operator==(const EtsForm&) const = default;
};

/// The forms that `letters` ("ZZZ", "MAN": error, trend, season; Z = choose) and `damped` ("auto", "true", "false")
/// leave, simpler ones first so that a later form can start from an earlier one. Left out as R's `restrict = TRUE`
/// does: additive errors with a multiplicative part, multiplicative trend with additive season; without `positive` data
/// everything multiplicative; with `season` below 2 everything seasonal. Multiplicative trends only where the letter is
/// M. `letters` and `damped` are valid (see validate_letters).
std::vector<EtsForm> candidate_forms(std::string_view letters, std::string_view damped, bool positive, int season);

/// Throws ConfigError unless `letters` is three of AMZ, NAMZ, NAMZ.
void validate_letters(std::string_view letters);

}  // namespace demandcast

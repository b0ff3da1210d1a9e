// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_form.h"

#include <fmt/format.h>

#include <array>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using enum EtsComponent;

char letter_of(EtsComponent component) { return component == kNone ? 'N' : component == kAdditive ? 'A' : 'M'; }

std::vector<EtsComponent> choices(char letter, std::vector<EtsComponent> open) {
  if (letter == 'Z') return open;
  return {letter == 'N' ? kNone : letter == 'A' ? kAdditive : kMultiplicative};
}

std::vector<bool> dampings(EtsComponent trend, std::string_view damped) {
  if (trend == kNone) return {false};
  if (damped == "true") return {true};
  if (damped == "false") return {false};
  return {false, true};
}

bool allowed(const EtsForm& form, bool positive, int season) {
  const bool multiplicative_part = form.trend == kMultiplicative || form.season == kMultiplicative;
  if (form.has_season() && season < 2) return false;
  if (!positive && (multiplicative_part || form.error == kMultiplicative)) return false;
  if (form.error == kAdditive && multiplicative_part) return false;
  return !(form.trend == kMultiplicative && form.season == kAdditive);
}

}  // namespace

std::string EtsForm::name() const {
  return fmt::format("ETS({},{}{},{})", letter_of(error), letter_of(trend), damped ? "d" : "", letter_of(season));
}

int EtsForm::code() const {
  return static_cast<int>(error) + 3 * static_cast<int>(trend) + 9 * static_cast<int>(season) + (damped ? 27 : 0);
}

EtsForm EtsForm::from_code(int code) {
  return {static_cast<EtsComponent>(code % 3), static_cast<EtsComponent>(code / 3 % 3),
          static_cast<EtsComponent>(code / 9 % 3), code >= 27};
}

std::vector<EtsForm> candidate_forms(std::string_view letters, std::string_view damped, bool positive, int season) {
  std::vector<EtsForm> forms;
  for (const EtsComponent of_season : choices(letters[2], {kNone, kAdditive, kMultiplicative})) {
    for (const EtsComponent error : choices(letters[0], {kAdditive, kMultiplicative})) {
      for (const EtsComponent trend : choices(letters[1], {kNone, kAdditive})) {
        for (const bool damp : dampings(trend, damped)) {
          const EtsForm form{error, trend, of_season, damp};
          if (allowed(form, positive, season)) forms.push_back(form);
        }
      }
    }
  }
  return forms;
}

void validate_letters(std::string_view letters) {
  constexpr std::array<std::string_view, 3> kAllowed{"AMZ", "NAMZ", "NAMZ"};
  bool valid = letters.size() == 3;
  for (std::size_t i = 0; valid && i < 3; ++i) valid = kAllowed[i].find(letters[i]) != std::string_view::npos;
  if (valid) return;
  throw ConfigError(
      fmt::format("[ets] model \"{}\": wanted three letters, error (A, M, Z), trend (N, A, M, Z), season (N, A, M, Z), "
                  "as in \"ZZZ\" "
                  "(Z = choose)",
                  letters));
}

}  // namespace demandcast

// Options of a model, declared once: one `describe` function gives parsing, help, defaults and error messages.
// SPDX-License-Identifier: Apache-2.0
//
//   struct CrostonOptions { double smoothing = 0.1; std::string variant = "sba"; };
//   template <class Visitor> void describe(Visitor& v, CrostonOptions& o) {
//     v.field("smoothing", o.smoothing, "weight of the newest demand", in_range(0.0, 1.0));
//     v.field("variant", o.variant, "bias correction", one_of({"classic", "sba"}));
//   }
//   auto options = read_options<CrostonOptions>("croston", {{"smoothing", "0.2"}});
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace demandcast {

/// Option values as a door received them: name to text.
using OptionValues = std::map<std::string, std::string>;

/// What a door shows of one option.
struct OptionField {
  std::string name;
  std::string type;           ///< "bool", "integer", "number", "text"
  std::string default_value;  ///< as text, in the form in which it can be given
  std::string help;
  std::string allowed;  ///< "in [0, 1]", "one of: a, b"; empty = anything of the type
};

/// What a value must satisfy, and how to say it.
template <class T>
struct Allowed {
  std::function<bool(const T&)> holds;
  std::string text;
};

Allowed<double> in_range(double low, double high);
Allowed<std::int64_t> at_least(std::int64_t low);
Allowed<std::int64_t> whole_in_range(std::int64_t low, std::int64_t high);
Allowed<std::string> one_of(std::vector<std::string> names);

/// Text of a value in the form in which it can be given, and back. `parse_option` returns false when it cannot.
std::string option_text(bool value);
std::string option_text(std::int64_t value);
std::string option_text(double value);
std::string option_text(const std::string& value);
bool parse_option(const std::string& text, bool& value);
bool parse_option(const std::string& text, std::int64_t& value);
bool parse_option(const std::string& text, double& value);
bool parse_option(const std::string& text, std::string& value);
std::string option_type(bool);
std::string option_type(std::int64_t);
std::string option_type(double);
std::string option_type(const std::string&);

/// Visitor that fills options from values and gathers every mistake.
class OptionReader {
 public:
  OptionReader(std::string owner, OptionValues values);

  template <class T>
  void field(std::string_view name, T& value, std::string_view /*help*/, const Allowed<T>& allowed = {}) {
    known_.emplace_back(name);
    const auto given = values_.find(std::string(name));
    if (given == values_.end()) return;
    T parsed{};
    if (!parse_option(given->second, parsed)) {
      complain(name, given->second, option_type(value));
    } else if (allowed.holds && !allowed.holds(parsed)) {
      complain(name, given->second, allowed.text);
    } else {
      value = parsed;
    }
  }

  /// Throws ConfigError that lists every mistake: values that do not parse or are out of range, unknown names.
  void finish() const;

 private:
  void complain(std::string_view name, const std::string& value, const std::string& wanted);

  std::string owner_;
  OptionValues values_;
  std::vector<std::string> known_;
  std::vector<std::string> mistakes_;
};

/// Visitor that lists the fields with the values they hold.
class OptionLister {
 public:
  template <class T>
  void field(std::string_view name, T& value, std::string_view help, const Allowed<T>& allowed = {}) {
    fields.push_back({std::string(name), option_type(value), option_text(value), std::string(help), allowed.text});
  }
  std::vector<OptionField> fields;
};

/// Options of type T with `values` laid over the defaults. Throws ConfigError (see OptionReader::finish).
template <class T>
T read_options(std::string_view owner, const OptionValues& values) {
  T options;
  OptionReader reader{std::string(owner), values};
  describe(reader, options);
  reader.finish();
  return options;
}

/// The fields of T with the values of `options` (its defaults when none are given).
template <class T>
std::vector<OptionField> list_options(T options = {}) {
  OptionLister lister;
  describe(lister, options);
  return lister.fields;
}

/// The values of `options`, resolved, as text: what a model directory keeps.
template <class T>
OptionValues resolved_options(const T& options) {
  OptionValues values;
  for (const OptionField& field : list_options(options)) values[field.name] = field.default_value;
  return values;
}

}  // namespace demandcast

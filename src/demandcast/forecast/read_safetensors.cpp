// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"
#include "demandcast/forecast/safetensors.h"

namespace demandcast {
namespace {

using Json = nlohmann::json;

/// One array of the header.
struct Entry {
  std::string name, dtype;
  std::size_t count = 0, begin = 0, end = 0;
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& place, const std::shared_ptr<const void>& keeper)
      : bytes_(bytes), place_(place), keeper_(keeper) {}

  Artifact read() {
    read_header();
    check_layout();
    Artifact artifact;
    for (const Entry& entry : entries_) {
      if (const auto name = after("numbers/", entry))
        artifact.numbers[*name] = values<double>(entry, "F64");
      else if (const auto whole = after("integers/", entry))
        artifact.integers[*whole] = values<std::int64_t>(entry, "I64");
      else if (const auto narrow = after("floats/", entry))
        artifact.floats[*narrow] = values<float>(entry, "F32");
      else if (const auto coded = after("codes/", entry))
        artifact.codes[*coded] = shared<std::uint16_t>(entry, "U16");
      else if (const auto packed = after("words/", entry))
        artifact.words[*packed] = shared<std::uint64_t>(entry, "U64");
      else if (const auto text = after("texts/", entry))
        read_texts(entry, *text, artifact);
      else
        refuse(fmt::format("array \"{}\" is neither numbers, integers, floats, codes, words nor texts", entry.name));
    }
    return artifact;
  }

 private:
  [[noreturn]] void refuse(const std::string& fault) const {
    throw FormatError(fmt::format("\"{}\": {}; copy the model again or fit it anew", place_, fault));
  }

  static std::optional<std::string> after(std::string_view prefix, const Entry& entry) {
    if (!entry.name.starts_with(prefix)) return std::nullopt;
    return entry.name.substr(prefix.size());
  }

  void read_header() {
    std::uint64_t size = 0;
    if (bytes_.size() < sizeof size) refuse("the file is cut: it is shorter than its header's length");
    std::memcpy(&size, bytes_.data(), sizeof size);
    if (size > bytes_.size() - sizeof size) refuse("the file is cut: it ends within its header");
    const std::string_view text = bytes_.substr(sizeof size, size);
    data_ = bytes_.substr(sizeof size + size);
    try {
      if (json_nesting(text) > kDeepestJson) refuse("the header nests deeper than any of ours");
      const Json header = Json::parse(text);
      const Json flat = header.flatten();
      for (const auto& [path, value] : flat.items()) {
        if (value.is_number_float()) refuse(fmt::format("the header's \"{}\" is no whole number", path));
      }
      for (const auto& [name, array] : header.items()) {
        if (name != "__metadata__") entries_.push_back(entry_of(name, array));
      }
    } catch (const Json::exception& error) {
      refuse(fmt::format("the header is no safetensors header ({})", error.what()));
    }
  }

  Entry entry_of(const std::string& name, const Json& array) const {
    const auto shape = array.at("shape").get<std::vector<std::size_t>>();
    const auto offsets = array.at("data_offsets").get<std::vector<std::size_t>>();
    if (shape.size() != 1 || offsets.size() != 2) refuse(fmt::format("array \"{}\" is not one-dimensional", name));
    return {name, array.at("dtype").get<std::string>(), shape[0], offsets[0], offsets[1]};
  }

  /// Arrays must fill the rest of the file, one after another.
  void check_layout() {
    std::ranges::sort(
        entries_, [](const Entry& a, const Entry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    std::size_t expected = 0;
    for (const Entry& entry : entries_) {
      if (entry.begin != expected || entry.end < entry.begin || entry.end > data_.size()) {
        refuse(fmt::format("array \"{}\" does not lie where the one before it ends, or beyond the file", entry.name));
      }
      expected = entry.end;
    }
    if (expected != data_.size()) refuse("there are bytes that belong to no array");
  }

  template <class T>
  void check_type(const Entry& entry, std::string_view dtype) const {
    if (entry.dtype != dtype) {
      refuse(fmt::format("array \"{}\" has dtype {}, {} wanted", entry.name, entry.dtype, dtype));
    }
    const std::size_t size = entry.end - entry.begin;
    if (size % sizeof(T) != 0 || size / sizeof(T) != entry.count) {
      refuse(fmt::format("array \"{}\" has {} bytes, which are not {} values", entry.name, size, entry.count));
    }
  }

  template <class T>
  std::vector<T> values(const Entry& entry, std::string_view dtype) const {
    check_type<T>(entry, dtype);
    std::vector<T> values(entry.count);
    if (entry.count > 0) std::memcpy(values.data(), data_.data() + entry.begin, entry.count * sizeof(T));
    return values;
  }

  /// Left where it is, if it is kept there and another program's file has it at a place that numbers can lie at.
  template <class T>
  SharedArray<T> shared(const Entry& entry, std::string_view dtype) const {
    check_type<T>(entry, dtype);
    const char* const begin = data_.data() + entry.begin;
    const bool aligned = reinterpret_cast<std::uintptr_t>(begin) % alignof(T) == 0;
    if (keeper_ == nullptr || !aligned) return SharedArray<T>(values<T>(entry, dtype));
    return {{reinterpret_cast<const T*>(begin), entry.count}, keeper_};
  }

  const Entry& find(const std::string& name) const {
    const auto at = std::ranges::find(entries_, name, &Entry::name);
    if (at == entries_.end()) refuse(fmt::format("array \"{}\" is missing", name));
    return *at;
  }

  /// Both halves of texts come by here; the bytes bring in the offsets.
  void read_texts(const Entry& entry, const std::string& path, Artifact& artifact) const {
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(0, slash), half = slash == path.npos ? "" : path.substr(slash + 1);
    if (half == "offsets") return void(find("texts/" + name + "/bytes"));
    if (half != "bytes") refuse(fmt::format("array \"{}\" is neither bytes nor offsets of texts", entry.name));
    const auto bytes = values<char>(entry, "U8");
    const auto offsets = values<std::int64_t>(find("texts/" + name + "/offsets"), "I64");
    if (offsets.empty() || offsets.front() != 0 || offsets.back() != static_cast<std::int64_t>(bytes.size()) ||
        !std::ranges::is_sorted(offsets)) {
      refuse(fmt::format("the offsets of texts \"{}\" do not cut up their bytes", name));
    }
    std::vector<std::string>& texts = artifact.texts[name];
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
      texts.emplace_back(bytes.begin() + offsets[i], bytes.begin() + offsets[i + 1]);
    }
  }

  std::string_view bytes_, data_;
  const std::string& place_;
  const std::shared_ptr<const void>& keeper_;
  std::vector<Entry> entries_;
};

}  // namespace

Artifact from_safetensors(std::string_view bytes, const std::string& place, const std::shared_ptr<const void>& keeper) {
  return Reader(bytes, place, keeper).read();
}

}  // namespace demandcast

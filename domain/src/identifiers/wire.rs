//! How identifiers travel: as the text they were parsed from, parsed again on
//! arrival, so that nothing ill-formed gets past the edge.

/// Gives a fault its `Display` (its Chinese sentence) and `Error`.
macro_rules! fault_text {
    ($fault:ty) => {
        impl std::fmt::Display for $fault {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.sentence().zh)
            }
        }
        impl std::error::Error for $fault {}
    };
}

/// Gives a type with `parse` and `as_str` its `Display`, `FromStr`, conversions
/// and serde by text.
macro_rules! text_on_the_wire {
    ([$($generics:tt)*] $name:ty, $fault:ty) => {
        impl<$($generics)*> std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl<$($generics)*> AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        impl<$($generics)*> From<$name> for String {
            fn from(value: $name) -> String {
                value.as_str().to_owned()
            }
        }
        impl<$($generics)*> TryFrom<String> for $name {
            type Error = $fault;
            fn try_from(text: String) -> Result<Self, $fault> {
                Self::parse(&text)
            }
        }
        impl<$($generics)*> std::str::FromStr for $name {
            type Err = $fault;
            fn from_str(text: &str) -> Result<Self, $fault> {
                Self::parse(text)
            }
        }
        impl<$($generics)*> serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de, $($generics)*> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
    ($name:ty, $fault:ty) => {
        $crate::identifiers::wire::text_on_the_wire!([] $name, $fault);
    };
}

pub(crate) use {fault_text, text_on_the_wire};

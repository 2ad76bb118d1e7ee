package procurement

import "slices"

// An OpenQuestion is a point of law that no text settles, with what is said on both
// sides.
type OpenQuestion struct {
	// ID names the question.
	ID string `json:"id"`
	// Question is what is open.
	Question string `json:"question"`
	// For is what speaks for the answer yes.
	For string `json:"for"`
	// ForSource is where that can be read.
	ForSource string `json:"for_source"`
	// Against is what speaks for the answer no.
	Against string `json:"against"`
	// AgainstSource is where that can be read.
	AgainstSource string `json:"against_source"`
	// Here says what the library answers meanwhile.
	Here string `json:"here"`
}

var openQuestions = [...]OpenQuestion{
	{
		"nhs-contract", "Is an NHS contract outside procurement law?",
		"Section 9 says that an NHS contract gives rise to no contractual rights, so that it is no contract for pecuniary interest.", "https://www.legislation.gov.uk/ukpga/2006/41/section/9",
		"No procurement text exempts it, SI 2013/500 expressly includes it, and NHS England was reported to say in 2015 that support not tendered would break procurement law.", "https://www.hsj.co.uk/5091510.article; https://www.legislation.gov.uk/uksi/2013/500/regulation/1",
		"must_compete is unknown at or over the threshold; a foundation trust can make no NHS contract",
	},
	{
		"nhs-england-2013", "Was NHS England a central authority from 1 April 2013 to 25 February 2015?",
		"Strategic health authorities were listed in Schedule 1 of 2006, which includes the successors of a listed body.", "https://www.legislation.gov.uk/uksi/2006/5/schedule/1",
		"NHS England itself was not listed, and the Schedule of 2015 dropped the authorities.", "https://www.legislation.gov.uk/uksi/2015/102/schedule/1",
		"its class is unknown on those days; a value is judged only where both thresholds agree",
	},
	{
		"foundation-trust-2006", "Was a foundation trust a central authority before 16 August 2021?",
		"A listed NHS trust that became a foundation trust may be said to be succeeded by it.", "https://www.legislation.gov.uk/uksi/2006/5/schedule/1",
		"Foundation trusts were not listed until SI 2021/872, and were treated as sub-central.", "https://www.legislation.gov.uk/uksi/2021/872",
		"sub-central until 15 August 2021, with this doubt noted",
	},
	{
		"bank-holidays", "Whose bank holidays count in the standstill of 2006 and 2015?",
		"The regulations exclude a bank holiday within the Act of 1971, which has a list for each part of the kingdom: any of them may count.", "https://www.legislation.gov.uk/uksi/2015/102/regulation/2",
		"They name no part of the kingdom, and guidance for England counts the holidays of England alone.", "https://www.legislation.gov.uk/ukpga/1971/80/schedule/1",
		"a contract made between the two readings is undated, not an error",
	},
	{
		"support-listed", "Can commissioning support be bought under the light rules?",
		"Code 75122000, administrative healthcare services, is listed in 2015 and under the Act.", "https://www.legislation.gov.uk/uksi/2015/102/schedule/3; https://www.legislation.gov.uk/uksi/2024/692/schedule/1",
		"Consultancy, information technology and payroll, which make up most of it, are not listed.", "https://www.legislation.gov.uk/uksi/2015/102/schedule/3",
		"support is judged by the full rules unless cpv gives a listed code",
	},
	{
		"csu-horizontal", "Can a board buy support from another public body as co-operation?",
		"Schedule 2 exempts arrangements of authorities for common objectives in public functions.", "https://www.legislation.gov.uk/ukpga/2023/54/schedule/2",
		"A service sold by one body to another serves no function of the seller.", "https://www.legislation.gov.uk/uksi/2015/102/regulation/12",
		"the test is shown with its 20%; whether objectives are common is not judged",
	},
	{
		"call-offs-used-up", "Is a framework used up when its stated value is reached?",
		"The Court of Justice said so of a framework's stated quantity (C-216/17, C-23/20; recalled, not read).", "https://curia.europa.eu/juris/liste.jsf?num=C-23/20",
		"No clause of the regulations says so; under the Act a higher value is a modification to be judged by section 74.", "https://www.legislation.gov.uk/ukpga/2023/54/section/74",
		"call-offs over the stated value are a warning",
	},
	{
		"last-day-of-units", "Do the last commissioning support units close on 31 March 2027?",
		"A request for information names that day.", "https://opendata.nhsbsa.net/dataset/c1182352-664c-44a0-8e0f-79d95a22decc",
		"No official source gives a day; a minister said only that the units will close.", "https://www.parallelparliament.co.uk/question/105833",
		"the day is marked low, and plans that use it say so",
	},
}

// OpenQuestions returns the points of law that no text settles, with both sides.
func OpenQuestions() []OpenQuestion { return slices.Clone(openQuestions[:]) }

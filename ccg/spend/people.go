package spend

import "strings"

// Masked replaces the name of a person in all printed output.
const Masked = "[named individual]"

// Mask returns a supplier's name for print: the name of an organisation unchanged,
// or [Masked] if it looks like a person. Amounts are never masked.
func Mask(supplier string) string {
	if LooksPersonal(supplier) {
		return Masked
	}
	return supplier
}

// LooksPersonal reports whether a supplier's name looks like that of a person, or
// of people in partnership.
//
// Such a name has a title, initials and a surname, or a common first name and a
// surname, and no word that only organisations have. In doubt an organisation counts
// as a person.
func LooksPersonal(supplier string) bool {
	w := words(strings.ReplaceAll(supplier, "-", ""))
	if len(w) == 0 || len(w) > 8 {
		return false
	}
	for _, s := range w {
		if organisationWord(s) || s[0] >= '0' && s[0] <= '9' {
			return false
		}
	}
	if title(w[0]) && len(w) > 1 {
		return true
	}
	names, initials := 0, 0
	for _, s := range w {
		switch {
		case s == "AND", s == "PARTNERS", s == "PARTNER", title(s):
		case len(s) == 1, len(s) == 2 && !strings.ContainsAny(s, "AEIOUY"):
			initials++
		default:
			names++
		}
	}
	partners := w[len(w)-1] == "PARTNERS" || w[len(w)-1] == "PARTNER"
	switch {
	case initials > 0 && names > 0 && names <= 3 && !strings.Contains(" "+strings.Join(w, " ")+" ", " AND S "):
		return true
	case partners && names > 0 && names <= 3:
		return true
	case names == 2 || names == 3:
		return givenName(w[0]) || givenName(w[len(w)-1])
	}
	return false
}

func title(w string) bool {
	switch w {
	case "DR", "DRS", "MR", "MRS", "MS", "MISS", "PROF", "PROFESSOR", "SIR", "DAME", "REV", "LADY", "LORD", "DOCTOR", "DOCTORS", "MESSRS", "MX":
		return true
	}
	return false
}

// organisationWord reports whether a word never occurs in people's names.
func organisationWord(w string) bool {
	switch w {
	case "LTD", "LIMITED", "PLC", "LLP", "CIC", "INC", "GMBH", "COMPANY", "CO", "CORP", "CORPORATION", "GROUP", "HOLDINGS", "TRUST", "NHS", "NHSFT", "FT", "CCG", "CSU", "COUNCIL", "BOROUGH", "COUNTY", "CITY", "DISTRICT",
		"HOSPITAL", "HOSPITALS", "SURGERY", "SURGERIES", "PRACTICE", "CLINIC", "CENTRE", "CENTER", "HEALTH", "HEALTHCARE", "HC", "MEDICAL", "MEDICENTRE", "CARE", "HOME", "HOMES", "HOUSE", "HOSPICE", "NURSING", "SERVICES", "SERVICE", "SOLUTIONS", "SYSTEMS",
		"ASSOCIATES", "ASSOCIATION", "SOCIETY", "FOUNDATION", "CHARITY", "COLLEGE", "UNIVERSITY", "SCHOOL", "INSTITUTE", "AGENCY", "AUTHORITY", "COMMISSION", "COMMISSIONING", "SUPPORT", "UNIT", "UK", "PHARMACY", "PHARMA", "PHARMACEUTICALS",
		"CHEMIST", "CHEMISTS", "DENTAL", "OPTICIANS", "AMBULANCE", "TRANSPORT", "TAXIS", "CARS", "PROPERTY", "PROPERTIES", "ESTATES", "CONSULTING", "CONSULTANTS", "CONSULTANCY", "RECRUITMENT", "RESOURCING", "STAFFING", "LAW", "SOLICITORS", "BANK", "INSURANCE",
		"ENERGY", "GAS", "POWER", "WATER", "ELECTRICITY", "TELECOM", "COMMUNICATIONS", "TECHNOLOGY", "TECHNOLOGIES", "SOFTWARE", "COMPUTING", "COMPUTER", "COMPUTERS", "PRODUCTS", "SUPPLIES", "SUPPLY", "EQUIPMENT", "ENGINEERING", "CONSTRUCTION", "BUILDERS",
		"BUILDING", "CONTRACTORS", "MANAGEMENT", "PROJECT", "PROJECTS", "PARTNERSHIP", "NETWORK", "FEDERATION", "ALLIANCE", "ENTERPRISE", "ENTERPRISES", "INTERNATIONAL", "EUROPE", "BRITISH", "ENGLAND", "NATIONAL", "ROYAL", "COMMUNITY", "SOCIAL", "MENTAL",
		"CHURCH", "MISSION", "LODGE", "PARK", "ROAD", "STREET", "LANE", "COURT", "VILLA", "VILLAGE", "GREEN", "HILL", "MANOR", "FARM", "COTTAGE", "VIEW", "GP", "PCN", "OOH", "HIRE", "LEASING", "FINANCE", "CAPITAL", "GLOBAL", "DIRECT", "PRACTITIONERS",
		"WALK", "POLYCLINIC", "DISPENSARY", "THERAPY", "PHYSIOTHERAPY", "LABORATORIES", "LABORATORY", "DIAGNOSTICS", "IMAGING", "SCIENTIFIC", "INSTRUMENTS", "MOBILITY", "CATERING", "FOODS", "FOOD", "PRODUCE", "PRINT", "PRINTING", "MEDIA", "PUBLISHING",
		"DESIGN", "ARCHITECTS", "SURVEYORS", "ACCOUNTANTS", "AUDIT", "TRAINING", "LEARNING", "EDUCATION", "RESEARCH", "INDUSTRIES", "TRADING", "STORES", "SHOP", "HOTEL", "HOTELS", "CLUB", "LEAGUE", "UNION", "OFFICE", "DEPARTMENT", "MINISTRY", "GOVERNMENT",
		"HMRC", "REVENUE", "CUSTOMS", "POLICE", "FIRE", "PRISON", "PROBATION", "ST", "SAINT", "THE", "OF", "FOR", "IN", "AT", "WITH", "TA", "ACADEMY", "LIVING", "HOUSING", "MIND", "AGE", "BLIND", "DEAF", "CANCER", "CROSS":
		return true
	}
	return false
}

// givenName reports whether a word is a common first name. The list is of general
// names, not of anyone in the files.
func givenName(w string) bool {
	switch w {
	case "JAMES", "JOHN", "ROBERT", "MICHAEL", "WILLIAM", "DAVID", "RICHARD", "JOSEPH", "THOMAS", "CHARLES", "CHRISTOPHER", "DANIEL", "MATTHEW", "ANTHONY", "MARK", "DONALD", "STEVEN", "STEPHEN", "PAUL", "ANDREW", "JOSHUA", "KENNETH", "KEVIN", "BRIAN",
		"GEORGE", "EDWARD", "RONALD", "TIMOTHY", "JASON", "JEFFREY", "RYAN", "JACOB", "GARY", "NICHOLAS", "ERIC", "JONATHAN", "PETER", "SIMON", "PHILIP", "ALAN", "ALLAN", "IAN", "COLIN", "GRAHAM", "KEITH", "NEIL", "STUART", "MARTIN", "NIGEL", "ADRIAN",
		"ADAM", "ALEX", "ALEXANDER", "BENJAMIN", "SAMUEL", "JACK", "HARRY", "OLIVER", "HENRY", "ARTHUR", "FRED", "FRANK", "RAYMOND", "ROGER", "TREVOR", "TERENCE", "DEREK", "DENNIS", "BARRY", "ROY", "LESLIE", "GEOFFREY", "GORDON", "MALCOLM", "SEAN", "LIAM",
		"MARY", "PATRICIA", "JENNIFER", "LINDA", "ELIZABETH", "BARBARA", "SUSAN", "JESSICA", "SARAH", "KAREN", "LISA", "NANCY", "BETTY", "MARGARET", "SANDRA", "ASHLEY", "KIMBERLY", "EMILY", "DONNA", "MICHELLE", "CAROL", "AMANDA", "DOROTHY", "MELISSA",
		"DEBORAH", "STEPHANIE", "REBECCA", "SHARON", "LAURA", "CYNTHIA", "KATHLEEN", "AMY", "ANGELA", "SHIRLEY", "ANNA", "BRENDA", "PAMELA", "EMMA", "NICOLE", "HELEN", "SAMANTHA", "KATHERINE", "CHRISTINE", "RACHEL", "CAROLYN", "JANET", "CATHERINE", "MARIA",
		"HEATHER", "DIANE", "RUTH", "JULIE", "OLIVIA", "JOYCE", "VIRGINIA", "VICTORIA", "KELLY", "LAUREN", "CHRISTINA", "JOAN", "EVELYN", "JUDITH", "ANDREA", "HANNAH", "MEGAN", "JACQUELINE", "MARTHA", "GLORIA", "TERESA", "ANN", "ANNE", "SARA", "JEAN",
		"ALICE", "FIONA", "CLAIRE", "CLARE", "LOUISE", "NICOLA", "TRACY", "TRACEY", "JANE", "KATE", "LUCY", "SOPHIE", "CHARLOTTE", "PAULA", "WENDY", "GILLIAN", "HILARY", "LORRAINE", "MAUREEN", "SHEILA", "VALERIE", "YVONNE", "ZOE",
		"MOHAMMED", "MUHAMMAD", "MOHAMED", "AHMED", "ALI", "HASSAN", "HUSSAIN", "IBRAHIM", "OMAR", "YUSUF", "FATIMA", "AISHA", "RAJ", "RAJESH", "SANJAY", "SUNIL", "ANIL", "VIJAY", "RAVI", "AMIT", "PRIYA", "ANITA", "SUNITA", "DEEPAK", "SURESH", "RAMESH", "ASHOK",
		"WEI", "LI", "MING", "OLA", "OLU", "CHIDI", "KWAME", "PATRICK", "CONOR", "SIOBHAN", "NIAMH", "EOIN", "GARETH", "RHYS", "DYLAN", "CERI", "ANGUS", "HAMISH", "CALLUM", "DUNCAN", "DOUGLAS", "CAMERON":
		return true
	}
	return false
}
